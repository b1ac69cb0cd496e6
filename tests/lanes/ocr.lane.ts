import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { ParsedPage } from '../../engine/ports/Parser.ts';
import { openParser } from './support/parserClient.ts';

interface Excerpt {
  file: string;
  /** 1-based. */
  page: number;
  /** Typed from the page's picture, words broken at line ends joined. */
  text: string;
  /** Its language is not the one recognised in: accents do not count. */
  foldAccents?: boolean;
}

/** Text recognition on real scans, against excerpts of them typed by eye. Prints a table. */
const folder = join(import.meta.dirname, '../../../shared/data/edge-pdfs');
const excerpts: Excerpt[] = JSON.parse(readFileSync(join(import.meta.dirname, 'ocr-truth.json'), 'utf8'));
const neededShare = 0.95;
const mostMemoryMb = 1500;

describe.skipIf(!existsSync(folder))('text recognition', () => {
  const parser = openParser();
  afterAll(() => parser.close());

  it(`reads at least ${neededShare * 100} % of the words of English scans`, async () => {
    const rows: Record<string, unknown>[] = [];
    const english = { right: 0, all: 0 };
    for (const file of new Set(excerpts.map((excerpt) => excerpt.file))) {
      const { pages } = await parser.parse(join(folder, file));
      for (const excerpt of excerpts.filter((one) => one.file === file)) {
        const page = pages[excerpt.page - 1]!;
        const { right, all } = wordsRight(excerpt, page);
        if (!excerpt.foldAccents) {
          english.right += right;
          english.all += all;
        }
        const recognised = pages.filter(({ trace }) => trace.source === 'ocr').length;
        rows.push({ file, page: excerpt.page, 'pages recognised': recognised, words: all, ...measured(page, right / all) });
      }
    }
    console.table(rows);
    const share = english.right / english.all;
    console.log(`English words right: ${percent(share)} of ${english.all}; most memory ${Math.round(parser.peakMb())} MB`);
    expect(share).toBeGreaterThanOrEqual(neededShare);
    expect(parser.peakMb()).toBeLessThan(mostMemoryMb);
  });
});

function measured({ trace }: ParsedPage, share: number) {
  return {
    right: percent(share),
    confidence: trace.confidence === null ? '' : percent(trace.confidence),
    seconds: Math.round(trace.durationMs / 100) / 10,
    warnings: trace.warnings.map(({ code, detail }) => `${code} ${detail}`.trim()).join(', '),
  };
}

const percent = (share: number) => `${(100 * share).toFixed(1)} %`;

/** How many words of the excerpt the page's text has, in their order (the longest common subsequence). */
function wordsRight({ text, foldAccents = false }: Excerpt, page: ParsedPage): { right: number; all: number } {
  const [truth, read] = [wordsOf(text, foldAccents), wordsOf(page.text, foldAccents)];
  let row = new Uint16Array(read.length + 1);
  for (const word of truth) {
    const next = new Uint16Array(read.length + 1);
    for (let j = 0; j < read.length; j++) next[j + 1] = read[j] === word ? row[j]! + 1 : Math.max(row[j + 1]!, next[j]!);
    row = next;
  }
  return { right: row.at(-1)!, all: truth.length };
}

/** Case, punctuation and the kind of quotation marks and dashes do not count. */
function wordsOf(text: string, foldAccents: boolean): string[] {
  const folded = foldAccents ? text.normalize('NFD').replace(/\p{M}/gu, '') : text;
  return (
    folded
      .toLowerCase()
      .replaceAll('’', "'")
      .match(/[\p{L}\p{N}]+(?:'\p{L}+)?/gu) ?? []
  );
}
