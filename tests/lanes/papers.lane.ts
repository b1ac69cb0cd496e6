import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { sentences } from '../../engine/ingest/sentences.ts';
import type { ParsedPage } from '../../engine/ports/Parser.ts';
import { openParser } from './support/parserClient.ts';

/** The text of real papers against another reader's (poppler's pdftotext): sentences sampled from each page stand on that page. */
const folder = join(import.meta.dirname, '../../../shared/data/papers');
const perPage = 5;
/** Shorter ones prove little, and are mostly labels. */
const minChars = 60;
const needed = 0.99;
const run = promisify(execFile);

/** Without what two readers rightly see differently: white space, hyphens, ligatures. */
const fold = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00AD\u2010-\u2015\u2212-]+/gu, '');

/** Sentences of running text spread over the page. */
function sample(page: ParsedPage): string[] {
  const all = page.blocks
    .filter(({ kind }) => kind === 'paragraph' || kind === 'caption')
    .flatMap((block) => {
      const text = page.text.slice(block.start, block.end);
      return sentences(text).map(({ start, end }) => text.slice(start, end));
    })
    .filter((text) => text.length >= minChars && /[.!?]$/.test(text));
  const step = Math.max(1, all.length / perPage);
  return Array.from({ length: Math.min(perPage, all.length) }, (_, i) => all[Math.floor(i * step)]!);
}

describe.skipIf(!existsSync(folder))('text of papers', () => {
  const parser = openParser();
  afterAll(() => parser.close());

  it('stands in pdftotext of the same page', async () => {
    const files = readdirSync(folder).filter((file) => file.endsWith('.pdf'));
    const missing: { page: string; sentence: string }[] = [];
    let sampled = 0;
    let inDefaultOrder = 0;
    for (const file of files) {
      const path = join(folder, file);
      const { pages } = await parser.parse(path);
      expect(pages.every((page) => page.error === null)).toBe(true);
      // In the order of the file as well: the default order mixes margin notes into lines of text.
      const [ordered, raw] = await Promise.all([textOf(path, []), textOf(path, ['-raw'])]);
      for (const page of pages) {
        for (const sentence of sample(page)) {
          sampled++;
          const folded = fold(sentence);
          if (ordered[page.number - 1]!.includes(folded)) inDefaultOrder++;
          else if (!raw[page.number - 1]!.includes(folded)) missing.push({ page: `${file} ${page.number}`, sentence });
        }
      }
    }
    const share = 1 - missing.length / sampled;
    const percent = (part: number) => `${((100 * part) / sampled).toFixed(2)} %`;
    console.log(
      `${files.length} papers, ${sampled} sentences, found ${percent(sampled - missing.length)}, in the default order ${percent(inDefaultOrder)}`,
      missing,
    );
    expect(files).toHaveLength(44);
    expect(share).toBeGreaterThanOrEqual(needed);
  });
});

async function textOf(path: string, options: string[]): Promise<string[]> {
  const { stdout } = await run('pdftotext', [...options, path, '-'], { maxBuffer: 2 ** 26 });
  return stdout.split('\f').map(fold);
}
