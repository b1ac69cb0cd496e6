import type { Scope } from '../../shared/domain/collection.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { allDocuments } from './allDocuments.ts';
import { exportBibtex } from './exportBibtex.ts';
import { fileNameOf } from './fileNameOf.ts';

/** The papers of a scope as BibTeX, oldest first, with a name to save it under. */
export async function exportDocuments(
  ports: Pick<EnginePorts, 'documents' | 'collections'>,
  ctx: RequestContext,
  scope: Scope,
): Promise<{ fileName: string; text: string; papers: number }> {
  const ids = await ports.collections.documentIdsIn(ctx, scope);
  const inScope = ids && new Set(ids);
  const all = (await allDocuments(ports, ctx)).reverse();
  const documents = inScope ? all.filter(({ id }) => inScope.has(id)) : all;
  const text = await exportBibtex(ports, ctx, documents);
  return { fileName: `${(await nameOf(ports, ctx, scope)) || 'papers'}.bib`, text, papers: documents.length };
}

/** After the one paper or collection that is meant; empty for anything else. */
async function nameOf(
  ports: Pick<EnginePorts, 'documents' | 'collections'>,
  ctx: RequestContext,
  { collectionIds, tagIds, documentIds }: Scope,
): Promise<string> {
  if (tagIds.length > 0 || collectionIds.length + documentIds.length !== 1) return '';
  const [paper, collection] = [documentIds[0], collectionIds[0]];
  if (paper !== undefined) return fileNameOf((await ports.documents.get(ctx, paper))?.title ?? '');
  return fileNameOf((await ports.collections.listCollections(ctx)).find(({ id }) => id === collection)?.name ?? '');
}
