import type { Document } from '../../shared/domain/document.ts';
import type { DocumentRecord } from '../../shared/domain/record.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** The record kept of a document; what a person edited since is no longer from there. */
export async function recordOf(ports: EnginePorts, ctx: RequestContext, document: Document): Promise<DocumentRecord | null> {
  const record = (await ports.records.lookup(ctx, document.id))?.record;
  return record ? { ...record, filled: record.filled.filter((name) => !document.editedFields.includes(name)) } : null;
}
