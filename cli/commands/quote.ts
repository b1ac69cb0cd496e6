import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

/** Where a sentence stands in the library. */
export async function quote({ client, json, signal }: CommandContext, text: string): Promise<void> {
  const found = await client.request('quotes.find', { text }, { signal });
  if (json) {
    printJson(found);
    return;
  }
  if (found.sources.length === 0) printLine('Not found in your library.');
  for (const { title, page, text: printed, score } of found.sources)
    printLine(`${Math.round(score * 100)} %  ${title}, page ${page}\n     “${printed}”`);
}
