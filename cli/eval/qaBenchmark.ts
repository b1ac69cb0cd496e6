import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findQuote } from '../../engine/answers/quoteMatch.ts';
import type { Span } from '../../shared/domain/geometry.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { BenchmarkDocument } from './benchmark.ts';
import { parseQaFile, type QaPaper } from './qaFormats.ts';
import { blocksOf } from './textBlocks.ts';

export interface QaQuestion {
  id: string;
  documentId: string;
  text: string;
  /** Where answers that count as right stand in the document's text: any of them will do. None where the answer is not worded as in the paper. */
  golds: Span[];
}

/** Questions with answers in full papers. */
export interface QaBenchmark {
  name: string;
  documents: BenchmarkDocument[];
  questions: QaQuestion[];
  /** Whether the questions name what they are about, so that all papers are searched; those of `this paper` are asked of their paper alone. */
  wholeLibrary: boolean;
}

/** Characters a gold answer's place may be off by in the data. */
const slack = 50;

/**
 * Reads a folder of questions on full papers: files in SQuAD's format (`.json`, as covidqa's), Qasper's (`.json`) or L-Eval's (`.jsonl`). Errors:
 * `file_not_found` where the folder holds none, `invalid_input` for a file of another shape.
 */
export async function readQaBenchmark(folder: string): Promise<QaBenchmark> {
  const files = (await namesIn(folder)).filter((name) => /\.jsonl?$/.test(name)).sort();
  if (files.length === 0)
    throw new AppError('file_not_found', { message: `${folder} holds no .json or .jsonl file with questions.` });
  const papers: QaPaper[] = [];
  for (const file of files) papers.push(...parseQaFile(await readFile(join(folder, file), 'utf8'), join(folder, file)));
  return {
    name: basename(folder),
    documents: papers.map(({ id, title, text, headings }) => ({ id, title, text, blocks: blocksOf(text, headings) })),
    questions: papers.flatMap((paper) =>
      paper.questions.map(({ id, text, answers }) => ({
        id,
        documentId: paper.id,
        text,
        golds: answers.flatMap((answer) => placeOf(paper.text, answer) ?? []),
      })),
    ),
    wholeLibrary: papers.every(({ selfContained }) => selfContained),
  };
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (cause) {
    throw new AppError('file_not_found', { message: `${folder} is not there.`, cause });
  }
}

/** Where the answer stands: near the place named, where one is, else its first occurrence. */
function placeOf(paper: string, { text, start }: QaPaper['questions'][number]['answers'][number]): Span | null {
  const answer = text.trim();
  // A word is everywhere in a paper: where it answers is not known.
  if (start === null && answer.length < 12) return null;
  if (start === null) return findQuote(paper, answer);
  const from = Math.max(0, start - slack);
  const at = paper.slice(from, start + text.length + slack).indexOf(answer);
  return at < 0 ? null : { start: from + at, end: from + at + answer.length };
}
