import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

/** Where a number is stated: `hub numbers "thermal conductivity > 200 W/mK"`. */
export async function numbers({ client, json, signal }: CommandContext, text: string): Promise<void> {
  const found = await client.request('numbers.find', { text }, { signal });
  if (json) {
    printJson(found);
    return;
  }
  if (found.matches.length === 0) printLine('No such number found.');
  for (const { title, page, before, text: printed, after } of found.matches)
    printLine(`${title}, page ${page}\n     ${before}[${printed}]${after}`);
}
