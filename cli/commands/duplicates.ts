import type { Relation } from '../../shared/domain/related.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';
import { listLine } from './library.ts';

const reasons: Record<Relation, string> = {
  versions: 'preprint and published version',
  same_doi: 'same DOI',
  same_arxiv_id: 'same arXiv id',
  same_title: 'same title and authors',
};

/** Works the library seems to have more than once: a group a line as JSON, else each with its papers below. */
export async function duplicates({ client, json, signal }: CommandContext): Promise<void> {
  const { groups } = await client.request('documents.duplicates', {}, { signal });
  for (const { documentIds, relations } of groups) {
    const documents = await Promise.all(documentIds.map((id) => client.request('documents.get', { id }, { signal })));
    if (json) printJson({ relations, documents });
    else {
      printLine(`${documents[0]!.title} (${relations.map((relation) => reasons[relation]).join('; ')})`);
      for (const document of documents) printLine(`  ${listLine(document)}`);
    }
  }
  if (groups.length === 0 && !json) printLine('No paper seems to be here twice.');
}
