import { wholeLibrary } from '../../shared/domain/collection.ts';
import { collectionNamed } from '../collectionNamed.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

/** Prints papers as BibTeX: those named, those of a collection, else all. */
export async function exportPapers(context: CommandContext, ids: string[], collection?: string): Promise<void> {
  const { client, json, signal } = context;
  const collectionIds = collection === undefined ? [] : [await collectionNamed(context, collection)];
  const scope = { ...wholeLibrary, collectionIds, documentIds: ids };
  const exported = await client.request('documents.export', { scope, format: 'bibtex' }, { signal });
  if (json) printJson(exported);
  else if (exported.papers > 0) printLine(exported.text.trimEnd());
}
