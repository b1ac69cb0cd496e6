import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { column, photo, scanPdf } from '../../../../../tests/fixtures/pdf/scan.ts';
import type { ParsedPage, Recognition } from '../../../../ports/Parser.ts';
import { PdfParser } from '../PdfParser.ts';

const tessdata = join(import.meta.dirname, '../../../../../resources/tessdata');
const english: Recognition = { languages: ['eng'], shippedDir: tessdata, downloadedDir: tessdata };

const left = ['The barley beside the river', 'grew higher than expected', 'until the summer was over.'];
const right = ['Farmers measured the water', 'twice a week and noted the', 'level in a small red book.'];
const note = ['Seven bridges cross the river between', 'the old mill and the northern harbour.'];

describe('pages that are pictures', () => {
  const parser = new PdfParser(new URL('../../../../processes/entries/parser.ts', import.meta.url));
  const progress: [done: number, toRecognise: number][] = [];
  let folder: string;
  let pages: ParsedPage[];

  const parse = async (bytes: Buffer, recognition: Recognition | null) => {
    const path = join(folder, 'scan.pdf');
    await writeFile(path, bytes);
    const read: ParsedPage[] = [];
    await parser.parse(
      { path, recognition },
      {
        signal: new AbortController().signal,
        onStart() {},
        onOpen() {},
        onProgress: (...now) => progress.push(now),
        onPage: (page) => read.push(page),
      },
    );
    return read;
  };
  /** The word of a page with its box. */
  const placeOf = ({ text, runs }: ParsedPage, word: string) => {
    const start = text.indexOf(word);
    return runs.find((run) => run.start <= start && start < run.end)!;
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-scan-'));
    pages = await parse(
      await scanPdf([
        { text: ['This page has a text of its own, made of', 'letters and not of dots, and is read as it is.'] },
        { lines: [...column(left, 30, 60), ...column(right, 230, 60)] },
        { lines: column(note, 60, 90), turn: 90 },
        { lines: column(note, 60, 90), turn: 180 },
        { lines: column(note, 60, 90), skew: 2 },
        { picture: () => undefined },
        { picture: photo },
      ]),
      english,
    );
  }, 240_000);
  afterAll(async () => {
    parser.close();
    await rm(folder, { recursive: true });
  });

  // Catches pages with good text being recognised once more, which loses letters and takes a hundred times as long.
  it('leaves a page with a text of its own alone', () => {
    expect(pages[0]!.trace).toMatchObject({ source: 'text', confidence: null });
    expect(pages[0]!.text).toContain('made of letters and not of dots');
    expect(pages[1]!.trace.source).toBe('ocr');
  });

  // Catches lines of two columns on a scan read across.
  it('reads the columns of a scan one after the other', () => {
    expect(pages[1]!.text.replaceAll('\n', ' ').trim()).toBe([...left, ...right].join(' '));
    expect(pages[1]!.trace.confidence).toBeGreaterThan(0.85);
    expect(pages[1]!.trace.warnings).toEqual([]);
  });

  // Catches highlights that stand elsewhere than the words, by the scale of the picture or its ascenders.
  it('knows where on the page the words stand', () => {
    const { x, y, width, height } = placeOf(pages[1]!, 'Farmers');
    expect(Math.abs(x - 230)).toBeLessThan(3);
    expect(y + height).toBeGreaterThan(58);
    expect(y + height).toBeLessThan(68);
    expect(Math.abs(width - 46)).toBeLessThan(6);
  });

  // Catches sheets that lay sideways or upside down read as noise, and their boxes left on the upright sheet.
  it('reads sheets that lie on their side or head, and says so', () => {
    const [, , side, head] = pages as [ParsedPage, ParsedPage, ParsedPage, ParsedPage];
    for (const page of [side, head]) expect(page.text.replaceAll('\n', ' ').trim()).toBe(note.join(' '));
    expect(side.trace.warnings).toEqual([{ code: 'page_turned', detail: '270' }]);
    expect(head.trace.warnings).toEqual([{ code: 'page_turned', detail: '180' }]);
    expect([side.width, side.height, head.width, head.height]).toEqual([300, 420, 420, 300]);
    // The sheet is 420 by 300 points; `Seven` begins at 60, 90 on it. Turned by 90° that is 300 - 90, 60.
    const down = placeOf(side, 'Seven');
    expect(Math.abs(down.y - 60)).toBeLessThan(4);
    expect(down.x).toBeLessThan(210);
    expect(down.x + down.width).toBeGreaterThan(210);
    expect(down.height).toBeGreaterThan(2 * down.width);
    const back = placeOf(head, 'Seven');
    expect(Math.abs(back.x + back.width - (420 - 60))).toBeLessThan(4);
    expect(back.y).toBeLessThan(300 - 90);
    expect(back.y + back.height).toBeGreaterThan(300 - 90);
  });

  // Catches the boxes of a crooked scan left where the words would stand on a straight one.
  it('straightens a crooked sheet, and finds its words where they stand on it', () => {
    const page = pages[4]!;
    expect(page.text.replaceAll('\n', ' ').trim()).toBe(note.join(' '));
    // 2° about the middle of the sheet (210, 150), from the baseline of `harbour.` at about 257, 107.
    const { x, y, width, height } = placeOf(page, 'harbour');
    const [dx, dy] = [235 - 210, 106.8 - 150];
    const angle = (2 * Math.PI) / 180;
    expect(Math.abs(x + width / 2 - (210 + dx * Math.cos(angle) - dy * Math.sin(angle)))).toBeLessThan(15);
    const baseline = 150 + dx * Math.sin(angle) + dy * Math.cos(angle);
    expect(y).toBeLessThan(baseline - 4);
    expect(y + height).toBeGreaterThan(baseline);
    expect(y + height).toBeLessThan(baseline + 6);
  });

  // Catches specks and shades taken for words: such noise is found by searches and quoted in answers.
  it('finds no text on a white page or a photograph', () => {
    for (const page of pages.slice(5)) expect(page).toMatchObject({ text: '', error: null, trace: { source: 'none' } });
  });

  // Catches a paper shown as read while its pictures take minutes more.
  it('counts a page as done only when its picture was read', () => {
    expect(progress).toContainEqual([1, 6]);
    expect(progress.at(-1)).toEqual([7, 0]);
    for (const [i, [done]] of progress.entries()) expect(done).toBeGreaterThanOrEqual(progress[i - 1]?.[0] ?? 0);
  });

  // Catches text recognition that goes on although a person switched it off.
  it('reads no picture when it is switched off', async () => {
    const [page] = await parse(await scanPdf([{ lines: column(note, 60, 90) }]), null);
    expect(page).toMatchObject({ text: '', trace: { source: 'none' } });
  });
});
