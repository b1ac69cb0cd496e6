import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

/** Which papers of the library cite which; of one paper, or all. */
export async function citations({ client, json, signal }: CommandContext, id?: string): Promise<void> {
  const { links } = await client.request('citations.links', id === undefined ? {} : { id }, { signal });
  if (json) {
    printJson({ links });
    return;
  }
  const titles = new Map<string, string>();
  for (const one of new Set(links.flatMap(({ citingId, citedId }) => [citingId, citedId])))
    titles.set(one, (await client.request('documents.get', { id: one }, { signal })).title);
  if (links.length === 0) printLine('No paper here cites another one.');
  for (const { citingId, citedId, page } of links)
    printLine(`${titles.get(citingId)} (p. ${page})\n  cites ${titles.get(citedId)}`);
}

/** The works that most papers cite and the library does not hold. */
export async function missingCitations({ client, json, signal }: CommandContext): Promise<void> {
  const { works } = await client.request('citations.missing', {}, { signal });
  if (json) {
    printJson({ works });
    return;
  }
  if (works.length === 0) printLine('No two papers here cite a work that is missing.');
  for (const { title, text, year, doi, citingIds } of works)
    printLine(`${citingIds.length}×  ${title ?? text}${year ? ` (${year})` : ''}${doi ? `  https://doi.org/${doi}` : ''}`);
}
