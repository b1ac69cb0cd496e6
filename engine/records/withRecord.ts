import type { Document } from '../../shared/domain/document.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { Metadata } from '../ingest/metadata.ts';
import { fillFrom } from './fillFrom.ts';

/** What was just read of a document, filled from the record that is kept of it: another reading does not lose what was looked up. */
export async function withRecord(ports: EnginePorts, ctx: RequestContext, document: Document, read: Metadata): Promise<Metadata> {
  const lookup = await ports.records.lookup(ctx, document.id);
  if (!lookup?.record) return read;
  const { fields, filled } = fillFrom(lookup.record, { ...document, ...read });
  await ports.records.keepLookup(ctx, document.id, { ...lookup, record: { ...lookup.record, filled } });
  return { ...read, ...(fields as Partial<Metadata>) };
}
