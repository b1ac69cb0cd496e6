import type { Document } from '../../shared/domain/document.ts';
import type { Inspection } from '../../shared/domain/inspection.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { Reading } from '../ports/DocumentStore.ts';
import { recordOf } from '../records/recordOf.ts';

const unread: Reading = { abstract: '', venue: '', arxivId: null, sections: [], references: [] };

/** All that reading a document gave, by its active revision. */
export async function inspectDocument(ports: EnginePorts, ctx: RequestContext, document: Document): Promise<Inspection> {
  const { activeRevisionId: id } = document;
  const reading = id === null ? null : await ports.documents.reading(ctx, id);
  const pages = id === null ? [] : await ports.documents.pageTexts(ctx, id);
  return {
    document,
    record: await recordOf(ports, ctx, document),
    ...(reading ?? unread),
    ledger: await ports.documents.stageRuns(ctx, document.id),
    pages: pages.map(({ number, label, text, error, trace }) => ({ page: number, label, characters: text.length, error, trace })),
  };
}
