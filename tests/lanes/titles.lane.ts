import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openParser } from './support/parserClient.ts';

/** The title of each paper, as its publisher gives it. Prints how many are right. */
const folder = join(import.meta.dirname, '../../../shared/data/papers');
const needed = 42;

const fold = (text: string) =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

describe.skipIf(!existsSync(folder))('titles', () => {
  const parser = openParser();
  afterAll(() => parser.close());

  it(`finds at least ${needed} of 44`, async () => {
    const papers: { file: string; title: string }[] = JSON.parse(readFileSync(join(folder, 'papers.json'), 'utf8'));
    const wrong: { file: string; title: string; found: string }[] = [];
    for (const { file, title } of papers) {
      const { document } = await parser.parse(join(folder, file));
      if (fold(document.title) !== fold(title)) wrong.push({ file, title, found: document.title });
    }
    console.log(`titles: ${papers.length - wrong.length} of ${papers.length}`, wrong);
    expect(papers.length - wrong.length).toBeGreaterThanOrEqual(needed);
  });
});
