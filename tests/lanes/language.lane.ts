import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { languageOf } from '../../engine/ingest/language.ts';
import { openParser } from './support/parserClient.ts';

/** The language of real papers, and of the hard files whose note names one. */
const folder = join(import.meta.dirname, '../../../shared/data');
const named: Record<string, string> = { Chinese: 'zh', Japanese: 'ja', Korean: 'ko', Arabic: 'ar', Persian: 'fa', Hebrew: 'he' };

describe.skipIf(!existsSync(folder))('languages', () => {
  const parser = openParser();
  afterAll(() => parser.close());

  it('of hard files are those their notes name, or unknown where a page says too little', async () => {
    const files: { file: string; category: string; note: string }[] = readJson('edge-pdfs/edge.json');
    const table = [];
    for (const { file, category, note } of files) {
      const expected = named[Object.keys(named).find((name) => note.includes(name)) ?? ''];
      if (!expected || (category !== 'cjk' && category !== 'rtl')) continue;
      const { pages } = await parser.parse(join(folder, 'edge-pdfs', file));
      const letters = pages.reduce((sum, { text }) => sum + (text.match(/\p{L}/gu)?.length ?? 0), 0);
      table.push({ file, letters, expected, found: languageOf(pages) });
    }
    console.table(table);
    expect(table.length).toBeGreaterThan(5);
    const wrong = table.filter(({ letters, expected, found }) => found !== expected && (found !== null || letters >= 200));
    expect(wrong).toEqual([]);
  });

  it('of papers are those of their titles', async () => {
    const papers: { file: string; title: string }[] = readJson('papers/papers.json');
    const wrong = [];
    for (const { file, title } of papers) {
      const { pages } = await parser.parse(join(folder, 'papers', file));
      // All are English, but for those whose titles have letters or words of Portuguese.
      const expected = /[ãçõ]/.test(title) || /\buma\b/.test(title) ? 'pt' : 'en';
      const found = languageOf(pages);
      if (found !== expected) wrong.push({ file, title, expected, found });
    }
    expect(wrong).toEqual([]);
  });
});

function readJson(path: string) {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}
