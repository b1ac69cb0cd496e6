import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { textTrace } from '../../tests/fixtures/parsedPages.ts';
import type { ChunkRecord } from '../ports/DocumentStore.ts';
import type { Block, ParsedPage } from '../ports/Parser.ts';
import { chunkDocument, embeddingInput, toPageRecords } from './chunk.ts';
import type { ChunkSize } from './packSection.ts';

type Part = [kind: Block['kind'], text: string, level?: number];

function pageOf(number: number, parts: Part[]): ParsedPage {
  let text = '';
  const blocks = parts.map(([kind, content, level = 0]): Block => {
    const start = text.length;
    text += `${content}\n`;
    return { kind, level, start, end: text.length };
  });
  return { number, label: null, width: 600, height: 800, text, runs: [], blocks, error: null, trace: textTrace };
}

/** Counts words; every character of a word longer than twenty. */
const wordsIn = (text: string) => (text.match(/\S+/g) ?? []).reduce((sum, word) => sum + (word.length > 20 ? word.length : 1), 0);
const size: ChunkSize = { target: 200, cap: 280, overlap: 20 };

async function chunk(
  pages: ParsedPage[],
  { title = 'On Barley', maxTokens = 512, ...more }: { title?: string; maxTokens?: number; size?: ChunkSize } = {},
): Promise<ChunkRecord[]> {
  let id = 0;
  const chunks: ChunkRecord[] = [];
  const counter = { maxTokens, count: async (texts: string[]) => texts.map(wordsIn) };
  for await (const batch of chunkDocument({ title, pages, counter, size, newId: () => `c${id++}`, ...more }))
    chunks.push(...batch);
  return chunks;
}

const prose = (first: number, count: number) =>
  Array.from(
    { length: count },
    (_, i) => `Sentence ${first + i} tells that the barley stood high beside the river until late summer.`,
  ).join(' ');

describe('chunkDocument', () => {
  it('gives each chunk exactly its span of the canonical text, its pages and an id', async () => {
    const pages = [
      pageOf(1, [
        ['heading', 'Intro', 1],
        ['paragraph', prose(1, 30)],
      ]),
      pageOf(2, []),
      pageOf(3, [
        ['paragraph', prose(50, 30)],
        ['caption', 'Figure 1. A plot of it.'],
        ['paragraph', prose(90, 5)],
      ]),
    ];
    const canonical = pages.map((page) => page.text).join('');
    const records = toPageRecords(pages);
    const chunks = await chunk(pages);
    for (const [i, { id, ordinal, start, end, text, pageFirst, pageLast }] of chunks.entries()) {
      expect({ id, ordinal }).toEqual({ id: `c${i}`, ordinal: i });
      expect(text).toBe(canonical.slice(start, end));
      const pageAt = (offset: number) =>
        records.find((page) => offset >= page.start && offset < page.start + page.text.length)!.number;
      expect({ pageFirst, pageLast }).toEqual({ pageFirst: pageAt(start), pageLast: pageAt(end - 1) });
    }
    for (const n of [1, 30, 50, 79, 90, 94]) expect(chunks.some(({ text }) => text.includes(`Sentence ${n} tells`))).toBe(true);
  });

  it('keeps whole sentences within bounds and repeats about one', async () => {
    const chunks = await chunk([pageOf(1, [['paragraph', prose(100, 60)]])]);
    expect(chunks.length).toBeGreaterThan(3);
    for (const [i, { text }] of chunks.entries()) {
      expect(wordsIn(text)).toBeLessThanOrEqual(280);
      if (i < chunks.length - 1) expect(wordsIn(text)).toBeGreaterThan(150);
      expect(text).toMatch(/^Sentence .*summer\.$/);
      if (i > 0) expect(chunks[i - 1]!.text.endsWith(text.slice(0, text.indexOf('.') + 1))).toBe(true);
    }
  });

  it('keeps what was written onto a page out of the passages of the paper', async () => {
    const chunks = await chunk([
      pageOf(1, [
        ['heading', 'Intro', 1],
        ['paragraph', prose(1, 3)],
        ['note', 'I doubt this very much.'],
        ['note', 'Ask Bea.'],
      ]),
      pageOf(2, [['paragraph', prose(10, 3)]]),
    ]);
    expect(chunks.map(({ section, pageFirst, pageLast }) => ({ section, pageFirst, pageLast }))).toEqual([
      { section: 'Intro', pageFirst: 1, pageLast: 1 },
      { section: 'Notes on the page', pageFirst: 1, pageLast: 1 },
      { section: 'Intro', pageFirst: 2, pageLast: 2 },
    ]);
    expect(chunks[1]!.text).toBe('I doubt this very much.\nAsk Bea.');
  });

  it('repeats no more than the overlap asked for, and no half of a sentence', async () => {
    const pages = [pageOf(1, [['paragraph', prose(100, 60)]])];
    const alone = await chunk(pages, { size: { target: 60, cap: 80, overlap: 0 } });
    expect(alone.map(({ text }) => text).join(' ')).toBe(prose(100, 60));
    const overlapping = await chunk(pages, { size: { target: 60, cap: 80, overlap: 30 } });
    for (const [i, { start }] of overlapping.entries()) {
      if (i === 0) continue;
      const repeated = overlapping[i - 1]!.text.slice(start - overlapping[i - 1]!.start);
      expect(repeated).toMatch(/^Sentence .*summer\. Sentence .*summer\.$/);
      expect(wordsIn(repeated)).toBe(28);
    }
  });

  // A model that reads 256 tokens never saw the end of longer chunks, nor one whose title and headings took their share.
  it('leaves room for title and headings in what the model reads', async () => {
    const title = prose(1, 3);
    const page = pageOf(1, [
      ['heading', prose(7, 2), 1],
      ['paragraph', prose(20, 40)],
    ]);
    const chunks = await chunk([page], { title, maxTokens: 160 });
    expect(chunks.length).toBeGreaterThan(4);
    for (const { section, text } of chunks) expect(wordsIn(embeddingInput(title, section, text)) + 2).toBeLessThanOrEqual(160);
  });

  it('never crosses a section, and names the path of headings', async () => {
    const chunks = await chunk([
      pageOf(1, [
        ['heading', 'On Barley', 1],
        ['paragraph', 'A. Farmer wrote this.'],
        ['heading', '2 Methods', 1],
        ['heading', '2.1 Sites', 2],
        ['paragraph', prose(1, 3)],
        ['heading', '2.2 Plants', 2],
        ['paragraph', prose(10, 3)],
        ['heading', '3 Results', 1],
        ['paragraph', prose(20, 3)],
      ]),
    ]);
    expect(chunks.map(({ section, text }) => [section, text.split('\n')[0]])).toEqual([
      ['', 'On Barley'],
      ['2 Methods › 2.1 Sites', '2 Methods'],
      ['2 Methods › 2.2 Plants', '2.2 Plants'],
      ['3 Results', '3 Results'],
    ]);
    expect(chunks[1]!.text).not.toContain('Sentence 10');
  });

  it('keeps captions with their tables and references apart from the text', async () => {
    const chunks = await chunk([
      pageOf(1, [
        ['paragraph', prose(1, 3)],
        ['caption', 'Table 1. Yield.'],
        ['table', 'Year Yield\n2019 5.2'],
        ['caption', 'Figure 1. A plot.'],
        ['paragraph', prose(10, 3)],
        ['heading', 'References', 1],
        ['references', '[1] A. Writer. On barley. 2001.'],
        ['references', '[2] B. Author. On light. 2003.'],
      ]),
    ]);
    expect(chunks.map(({ kind }) => kind)).toEqual(['text', 'table', 'caption', 'text', 'references']);
    expect(chunks[1]!.text).toBe('Table 1. Yield.\nYear Yield\n2019 5.2');
    expect(chunks.at(-1)!.text).toBe('References\n[1] A. Writer. On barley. 2001.\n[2] B. Author. On light. 2003.');
  });

  // Figures full of labels were cut into dozens of chunks of a word or two.
  it('keeps labels and notes with their caption, and drops what says nothing', async () => {
    const chunks = await chunk([
      pageOf(1, [
        ['figure', 'Height of barley (cm)\nNorth South'],
        ['caption', 'Figure 1. Height of the barley at both sites.'],
        ['paragraph', 'Source: the authors.'],
        ['paragraph', prose(1, 3)],
        ['figure', '0.1 0.2\na b'],
        ['caption', 'Figure 2. Both sites.'],
      ]),
    ]);
    expect(chunks.map(({ kind, text }) => [kind, text.split('\n').length])).toEqual([
      ['caption', 4],
      ['text', 1],
      ['caption', 1],
    ]);
  });

  // A drawing made of words would fill the index with chunks that nothing explains.
  it('gives the labels of a figure no more than one chunk', async () => {
    const labels = Array.from({ length: 400 }, (_, i) => `label ${i}`).join('\n');
    const caption = 'Figure 1. Where each of the plots lies.';
    const chunks = await chunk([
      pageOf(1, [
        ['figure', labels],
        ['caption', caption],
      ]),
    ]);
    expect(chunks).toHaveLength(1);
    expect(chunks[0]!.text).toMatch(/label 398\nlabel 399\nFigure 1\. Where each of the plots lies\.$/);
  });

  // A sentence that goes on overleaf was cut at the page's end, in two pieces that mean nothing.
  it('keeps a sentence together that goes on over the page', async () => {
    const chunks = await chunk([
      pageOf(1, [['paragraph', `${prose(1, 11)} The barley that was`]]),
      pageOf(2, [['paragraph', `sown late stood low. ${prose(20, 12)}`]]),
    ]);
    const holding = chunks.filter(({ text }) => text.includes('barley that was'));
    expect(holding.length).toBeGreaterThan(0);
    for (const { text, pageFirst, pageLast } of holding) {
      expect(text).toContain('The barley that was\nsown late stood low.');
      expect([pageFirst, pageLast]).toEqual([1, 2]);
    }
  });

  it('cuts what is too long between words, and never a character in two', async () => {
    const endless = Array.from({ length: 900 }, (_, i) => `word${i}`).join(' ');
    const chunks = await chunk([pageOf(1, [['paragraph', endless]])]);
    for (const { text } of chunks) {
      expect(wordsIn(text)).toBeLessThanOrEqual(280);
      expect(text).toMatch(/^word\d+.*word\d+$/);
    }
    expect(chunks.map(({ text }) => text).join(' ')).toBe(endless);
    const unbroken = await chunk([pageOf(1, [['paragraph', `x${'𝒂'.repeat(3000)}`]])]);
    expect(unbroken.every(({ text }) => text.isWellFormed() && text.length <= 280)).toBe(true);
  });

  it('adds a short rest to the chunk before it', async () => {
    const chunks = await chunk([pageOf(1, [['paragraph', `${prose(1, 13)} It ended.`]])]);
    expect(chunks).toHaveLength(1);
  });

  it('leaves out what holds no word', async () => {
    expect(
      await chunk([
        pageOf(1, [
          ['paragraph', '12 34'],
          ['caption', '•'],
        ]),
      ]),
    ).toEqual([]);
  });

  it('keys a chunk by what the embedder is given', async () => {
    const [only] = await chunk([
      pageOf(1, [
        ['heading', '2 Methods', 1],
        ['paragraph', prose(1, 2)],
      ]),
    ]);
    const input = embeddingInput('On Barley', '2 Methods', only!.text);
    expect(input).toBe(`On Barley\n2 Methods\n${only!.text}`);
    expect(only!.embedKey).toBe(createHash('sha256').update(input).digest('hex'));
    expect(embeddingInput('', '', 'x')).toBe('x');
  });

  // A book without headings is one section of a million characters: cutting it held the windows up for a quarter of a second.
  it('lets the event loop turn while it cuts a long section', async () => {
    const pages = Array.from({ length: 400 }, (_, i) => pageOf(i + 1, [['paragraph', `${prose(i * 10, 20)} End.`]]));
    let turns = 0;
    let done = false;
    const count = () => {
      turns++;
      if (!done) setImmediate(count);
    };
    setImmediate(count);
    const chunks = await chunk(pages);
    done = true;
    expect(chunks.length).toBeGreaterThan(500);
    expect(turns).toBeGreaterThan(2);
  });
});
