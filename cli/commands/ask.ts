import type { GeneratorId } from '../../shared/domain/passage.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

export async function ask({ client, json, signal }: CommandContext, question: string, generator?: GeneratorId): Promise<void> {
  const answer = await client.request('answers.ask', { question, ...(generator ? { generator } : {}) }, { signal });
  if (json) {
    printJson(answer);
    return;
  }
  printLine(answer.answered ? answer.answer : 'The library does not say.');
  for (const sentence of answer.unsupported) printLine(`! not supported by any passage: ${sentence}`);
  for (const { n, title, page, quote } of answer.citations)
    printLine(`\n[${n}] ${title}, page ${page}\n    “${quote.replaceAll(/\s+/g, ' ')}”`);
}
