import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { equations, labelledFigure, lists, numberedLines } from '../../../../tests/fixtures/pdf/elements.ts';
import type { ParsedPage } from '../../../ports/Parser.ts';
import { PdfParser } from './PdfParser.ts';

describe('what stands among the prose of a page', () => {
  const parser = new PdfParser(new URL('../../../processes/entries/parser.ts', import.meta.url));
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-pdf-'));
  });
  afterAll(async () => {
    parser.close();
    await rm(folder, { recursive: true });
  });

  async function parse(bytes: Buffer) {
    const path = join(folder, 'elements.pdf');
    await writeFile(path, bytes);
    const pages: ParsedPage[] = [];
    const options = { signal: new AbortController().signal, onStart() {}, onOpen() {}, onProgress() {} };
    await parser.parse({ path }, { ...options, onPage: (page) => pages.push(page) });
    return pages.flatMap(({ text, blocks }) =>
      blocks.map(({ kind, start, end }) => ({ kind, text: text.slice(start, end).trim() })),
    );
  }

  // Catches every tick of an axis taken for a table of its own, and a table without lines that lost its rows.
  it('joins the labels of a figure before its caption, and reads a table without lines under its caption', async () => {
    const blocks = await parse(await labelledFigure());
    expect(blocks.map(({ kind }) => kind)).toEqual([
      'heading',
      'paragraph',
      'figure',
      'caption',
      'paragraph',
      'caption',
      'table',
      'paragraph',
    ]);
    const [, , figure, , , , table] = blocks;
    for (const label of ['North field', 'South field', 'Year of harvest', 'Yield of barley', '2001', '50'])
      expect(figure!.text.split('\n').join(' ')).toContain(label);
    expect(table!.text).toBe('Field\tRain\tYield\nNorth\t310\t5.2\nSouth\t290\t6.1\nWest\t305\t5.9');
  });

  // Catches entries glued into a paragraph, and those taken for headings, labels or references.
  it('reads the entries of lists one by one, in order', async () => {
    const blocks = await parse(await lists());
    expect(blocks.slice(1).every(({ kind }) => kind === 'paragraph')).toBe(true);
    expect(blocks.slice(1).map(({ text }) => text.slice(0, 12))).toEqual([
      'Sentence 1 o',
      '• Sow the ba',
      '• Water it f',
      '• Cut it lat',
      'Sentence 10 ',
      '1. Weigh the',
      '2. Dry the g',
      '3. Weigh it ',
      'Sentence 20 ',
    ]);
  });

  // Catches equations cut in pieces, run into the sentences around them, or taken for tables.
  it('keeps an equation together between the paragraphs', async () => {
    const blocks = await parse(await equations());
    expect(blocks.map(({ kind }) => kind).slice(1)).toEqual(Array(5).fill('paragraph'));
    const [, , first, , second] = blocks.map(({ text }) => text);
    expect(first).toBe('y = a + bx (1)');
    for (const part of ['H =', 'p + q', 'r', '+ s', '(2)']) expect(second).toContain(part);
    expect(second!.length).toBeLessThan(25);
  });

  // Catches the numbers of a short last page, those that begin anew on each page, and those among which one is missing.
  it.each([false, true])('leaves out the line numbers of all pages (anew on each: %s)', async (anew) => {
    const text = (await parse(await numberedLines(anew))).map((block) => block.text).join(' ');
    expect(text.match(/\d+/g)!.map(Number)).toEqual(Array.from({ length: 54 }, (_, i) => i + 1));
  });
});
