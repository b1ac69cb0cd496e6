import type { Document } from '../../shared/domain/document.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { allDocuments } from './allDocuments.ts';
import { bibtex } from './bibtex.ts';
import { bibtexKeys } from './bibtexKeys.ts';

/** Documents as BibTeX, under the keys they have in their library; empty for none. */
export async function exportBibtex(
  ports: Pick<EnginePorts, 'documents'>,
  ctx: RequestContext,
  documents: readonly Document[],
): Promise<string> {
  if (documents.length === 0) return '';
  const oldestFirst = (await allDocuments(ports, ctx)).reverse();
  const there = new Set(oldestFirst.map(({ id }) => id));
  // Those in the trash take no key from one that is there.
  const keys = bibtexKeys([...oldestFirst, ...documents.filter(({ id }) => !there.has(id))]);
  const works = [];
  for (const document of documents) {
    const revision = document.activeRevisionId;
    const reading = revision === null ? null : await ports.documents.reading(ctx, revision);
    works.push({ document, venue: reading?.venue ?? '', arxivId: reading?.arxivId ?? null });
  }
  return `${bibtex(works, keys)}\n`;
}
