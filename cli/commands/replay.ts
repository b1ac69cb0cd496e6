import { readFile } from 'node:fs/promises';
import { type AnswerBundle, answerBundleSchema } from '../../shared/domain/answerBundle.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

const fates = { moved: 'in another place', changed: 'with other words', gone: 'not in this library' } as const;
const settings = {
  app: 'Another version of the app wrote it.',
  generator: 'Another language model is set up now.',
  embedder: 'Another search model is in use now.',
} as const;

/** Answers the question of an exported answer again, from the same passages, and tells whether it comes out the same. */
export async function replayAnswer({ client, json, signal }: CommandContext, path: string): Promise<void> {
  const bundle = await readBundle(path);
  const replayed = await client.request('conversations.replay', { bundle }, { signal });
  if (json) {
    printJson(replayed);
    return;
  }
  const { passages, answer, same, differs } = replayed;
  const there = passages.filter(({ fate }) => fate === 'same').length;
  printLine(`${there} of ${passages.length} passages are as they were.`);
  for (const { fate, title, page, now } of passages)
    if (fate !== 'same') printLine(`  ${title}, page ${page}: ${fates[fate]}${now ? ` (page ${now.page})` : ''}`);
  for (const one of differs) printLine(settings[one]);
  printLine(same ? 'The answer is the same.' : 'The answer is another one:');
  if (!same) printLine(`\n${answer.answered ? answer.text : 'The library does not say.'}`);
}

async function readBundle(path: string): Promise<AnswerBundle> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new AppError('file_not_found') : new AppError('access_denied', { cause: error });
  });
  try {
    return answerBundleSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('invalid_input', {
      message: 'This file is no exported answer with all it was made from.',
      cause,
    });
  }
}
