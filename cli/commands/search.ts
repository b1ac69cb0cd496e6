import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

export async function searchCommand(
  { client, json, signal }: CommandContext,
  query: string,
  options: { k: number; mode: 'lexical' | 'dense' | 'hybrid' },
): Promise<void> {
  const found = await client.request('search', { query, ...options }, { signal });
  if (json) {
    printJson({
      ms: found.ms,
      mode: found.mode,
      passages: found.passages.map(({ documentId, title, page, text, score, boxes }) => ({
        documentId,
        title,
        page,
        text,
        score,
        boxes,
      })),
    });
    return;
  }
  if (found.mode !== options.mode) remark(`Searched by words only: the embedding model is not available (hub status says more).`);
  if (found.passages.length === 0) printLine('Nothing found.');
  for (const passage of found.passages) {
    printLine(`${passage.score.toFixed(3)}  ${passage.title}, page ${passage.page}`);
    printLine(`       ${passage.text.replaceAll(/\s+/g, ' ').slice(0, 240)}\n`);
  }
}
