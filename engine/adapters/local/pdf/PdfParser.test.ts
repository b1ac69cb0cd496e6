import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { drawPdf } from '../../../../tests/fixtures/pdf/drawPdf.ts';
import {
  boxedAbstract,
  drawingsOnly,
  filler,
  marksAndStamps,
  notedPages,
  placedWords,
  ruledTables,
  sectionedPaper,
  trickyWords,
  twoColumnPaper,
} from '../../../../tests/fixtures/pdf/layouts.ts';
import { makePaper } from '../../../../tests/fixtures/pdf/paper.ts';
import { bees } from '../../../../tests/fixtures/pdf/papers.ts';
import * as raw from '../../../../tests/fixtures/pdf/rawPdf.ts';
import type { ParsedDocument, ParsedPage } from '../../../ports/Parser.ts';
import { PdfParser } from './PdfParser.ts';

const threadUrl = new URL('../../../processes/entries/parser.ts', import.meta.url);

describe('PdfParser', () => {
  const parser = new PdfParser(threadUrl);
  let folder: string;
  let files = 0;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-pdf-'));
  });
  afterAll(async () => {
    parser.close();
    await rm(folder, { recursive: true });
  });

  async function parse(bytes: Buffer, password?: string, signal = new AbortController().signal) {
    const path = join(folder, `${++files}.pdf`);
    await writeFile(path, bytes);
    return await parsePath(path, password, signal);
  }
  async function parsePath(path: string, password?: string, signal = new AbortController().signal) {
    const pages: ParsedPage[] = [];
    let opened = 0;
    const document: ParsedDocument = await parser.parse(
      { path, ...(password === undefined ? {} : { password }) },
      { signal, onStart() {}, onOpen: (count) => (opened = count), onProgress() {}, onPage: (page) => pages.push(page) },
    );
    expect(opened).toBe(document.pageCount);
    expect(pages.map((page) => page.number)).toEqual(pages.map((_, i) => i + 1));
    return { document, pages };
  }
  const failure = async (work: Promise<unknown>) =>
    await work.then(
      () => 'nothing',
      (error) => (AppError.is(error) ? error.code : error),
    );
  const blocks = (page: ParsedPage) =>
    page.blocks.map(({ kind, level, start, end }) => ({ kind, level, text: page.text.slice(start, end).trim() }));

  // Catches lines of two columns read across, and what stands over both columns read in the wrong place.
  it('reads full-width text, then the left column, then the right one', async () => {
    const { pages } = await parse(await twoColumnPaper(1));
    const order = [...pages[0]!.text.matchAll(/Sentence (\d+)/g)].map((match) => Number(match[1]));
    expect(order).toEqual([
      1,
      2,
      3,
      ...Array.from({ length: 9 }, (_, i) => 100 + i),
      ...Array.from({ length: 9 }, (_, i) => 150 + i),
    ]);
    expect(pages[0]!.text.replace(/\s+/g, ' ')).toContain(filler(100, 9));
  });

  it('leaves out running headers and page numbers, and no text of a page that has nothing else', async () => {
    const { document, pages } = await parse(await twoColumnPaper(4));
    const text = pages.map((page) => page.text).join('');
    expect(document.running).toContain('Journal of River Barley 12 (2021)');
    expect(text).not.toMatch(/Journal of River Barley|B\. Farmer et al|10[1-4]\b(?! of)/);
    expect(text.match(/Sentence 300 of/g)).toHaveLength(1);
    const slides = await parse(
      await drawPdf((document) => {
        for (let n = 1; n <= 4; n++) (n > 1 ? document.addPage() : document).text(`Slide ${n}`, 72, 72);
      }),
    );
    expect(slides.pages.map((page) => page.text)).toEqual(['Slide 1\n', 'Slide 2\n', 'Slide 3\n', 'Slide 4\n']);
  });

  it('leaves out the line numbers of a manuscript, but no column of years', async () => {
    const { pages } = await parse(
      await drawPdf((document) => {
        document.font('Times-Roman').fontSize(11);
        for (let row = 0; row < 20; row++) {
          document.text(`${row + 1}`, 40, 80 + 24 * row, { lineBreak: false });
          document.text(`the ${row}th line of a manuscript that goes on and on`, 72, 80 + 24 * row, { lineBreak: false });
        }
        document.addPage().text('The yields of all the years of the trial are given here.', 72, 60, { lineBreak: false });
        for (let row = 0; row < 20; row++) {
          document.text(`${2001 + row}`, 72, 80 + 14 * row, { lineBreak: false });
          document.text(`${4 + row / 10} t`, 200, 80 + 14 * row, { lineBreak: false });
        }
      }),
    );
    expect(pages[0]!.text).toMatch(/^the 0th line .* on the 1th line .* the 19th line of a manuscript that goes on and on\n$/);
    expect(pages[1]!.text).toContain('2001\t4 t\n2002\t4.1 t\n');
  });

  it('finds the title on the page, not in what the file says of itself', async () => {
    const { document } = await parse(await twoColumnPaper(2));
    expect(document.title).toBe('Growth of Barley Beside Slow Rivers');
    expect(document.info.title).toBe('Microsoft Word - final_v3.doc');
  });

  it('finds a title of several lines below a banner in larger type', async () => {
    const bytes = await drawPdf((page) => {
      page.font('Helvetica-Bold').fontSize(24).text('Research Article').moveDown();
      page
        .font('Times-Roman')
        .fontSize(18)
        .text('How the Barley of Northern Valleys Came to Stand Higher Than the Barley of Southern Plains')
        .moveDown();
      page.fontSize(10).text(filler(1, 12));
    });
    expect((await parse(bytes)).document.title).toBe(
      'How the Barley of Northern Valleys Came to Stand Higher Than the Barley of Southern Plains',
    );
  });

  it('finds the title below a journal’s name in larger type', async () => {
    const bytes = await drawPdf((page) => {
      page.font('Helvetica').fontSize(8).text('Contents lists available at ScienceDirect', { align: 'center' }).moveDown();
      page.fontSize(17).text('Barley and Machines in Agriculture', { align: 'center' }).moveDown();
      page.fontSize(8).text('journal homepage: www.example.org/barley', { align: 'center' }).moveDown(3);
      page.font('Times-Roman').fontSize(14).text('Counting the ears of barley from the air with small cameras').moveDown();
      page.fontSize(9).text(filler(1, 12));
    });
    expect((await parse(bytes)).document.title).toBe('Counting the ears of barley from the air with small cameras');
  });

  it('takes no section heading for the title, and asks the file when the page has none', async () => {
    const draw = (Title: string) =>
      drawPdf(
        (page) => {
          page.font('Times-Roman').fontSize(10).text(filler(1, 8)).moveDown();
          for (const heading of ['Barley in spring', 'Barley in autumn']) {
            page.font('Times-Bold').fontSize(11).text(heading);
            page.font('Times-Roman').fontSize(10).text(filler(20, 6)).moveDown();
          }
        },
        { info: { Title } },
      );
    expect((await parse(await draw('The life of barley'))).document.title).toBe('The life of barley');
    expect((await parse(await draw('Microsoft Word - final_v3.doc'))).document.title).toBe('');
  });

  it('joins words broken at line ends and keeps exponents where they stand', async () => {
    const { pages } = await parse(await trickyWords());
    expect(pages[0]!.text).toBe(
      'The seeds were sown by hand and the distribution of plants was uneven at both sites of the COVID-19 trial, where growth of 5 Mg ha-1 was seen ' +
        'and the wellknown effect of light was absent from every plot there.\n',
    );
    // A broken word has a box on each of its lines.
    const at = pages[0]!.text.indexOf('distribution');
    const parts = pages[0]!.runs.filter((run) => run.start >= at && run.end <= at + 'distribution'.length);
    expect(parts.map((run) => pages[0]!.text.slice(run.start, run.end))).toEqual(['distri', 'bution']);
    expect(parts[1]!.y).toBeGreaterThan(parts[0]!.y + 10);
    expect(parts[1]!.x).toBeLessThan(parts[0]!.x);
  });

  it('keeps a hyphen at a line end where the paper writes the word with one', async () => {
    const lines = [
      'The half-life of low-molecular-weight dye was long, and the half-',
      'life of ink was not, whatever its low-molecular-',
      'weight parts, as the distri-',
      'bution shows.',
    ];
    const bytes = await drawPdf((page) => {
      page.font('Times-Roman').fontSize(11);
      for (const [row, line] of lines.entries()) page.text(line, 72, 80 + 13 * row, { lineBreak: false });
    });
    expect((await parse(bytes)).pages[0]!.text).toBe(
      'The half-life of low-molecular-weight dye was long, and the half-life of ink was not, whatever its low-molecular-weight parts, as the distribution shows.\n',
    );
  });

  it('puts each word’s box on the word', async () => {
    const { bytes, words } = await placedWords();
    const [page] = (await parse(bytes)).pages;
    const runs = page!.runs.map((run) => ({ ...run, text: page!.text.slice(run.start, run.end) }));
    expect(runs.map((run) => run.text)).toEqual(words.map((word) => word.text));
    for (const [i, word] of words.entries()) {
      const run = runs[i]!;
      expect(Math.abs(run.x - word.x)).toBeLessThan(1.5);
      expect(Math.abs(run.width - word.width)).toBeLessThan(1.5);
      // Between the top of the capitals and the foot of the descenders.
      expect(run.y).toBeGreaterThan(word.y - 3);
      expect(run.y + run.height).toBeLessThan(word.y + 16);
      expect(run.height).toBeGreaterThan(8);
    }
  });

  it('gives places on a turned page as it is shown', async () => {
    const [page] = (await parse(raw.turnedPage())).pages;
    expect({ width: page!.width, height: page!.height }).toEqual({ width: 792, height: 612 });
    expect(page!.text).toBe('Turned words\n');
    const [first, second] = page!.runs;
    // Drawn from (72, 700) to the right; turned clockwise that is down, from 700 pt right of the left edge.
    expect(first!.x).toBeCloseTo(700, -1);
    expect(first!.y).toBeCloseTo(72, 0);
    expect(first!.height).toBeGreaterThan(first!.width);
    expect(second!.y).toBeGreaterThan(first!.y + first!.height);
  });

  it('names headings with their level, captions, tables and references', async () => {
    const { pages } = await parse(await sectionedPaper());
    const all = pages.flatMap(blocks);
    expect(all.filter(({ kind }) => kind === 'heading').map(({ level, text }) => `${level} ${text}`)).toEqual([
      '1 Barley and Light in Northern Valleys',
      '1 1 Introduction',
      '1 2 Methods',
      '2 2.1 Field sites',
      '1 3 Results',
      '1 References',
    ]);
    expect(all.filter(({ kind }) => kind === 'caption').map(({ text }) => text)).toEqual([
      'Figure 1. Height of the barley at three sites.',
      'Table 1. Yield by year.',
    ]);
    expect(all.find(({ kind }) => kind === 'table')!.text).toBe(
      'Year\tSite\tYield\n2019\tNorth\t5.2\n2020\tSouth\t6.1\n2021\tNorth\t5.9',
    );
    expect(all.filter(({ kind }) => kind === 'references').map(({ text }) => text.slice(0, 3))).toEqual(['[1]', '[2]']);
  });

  // Catches tables read column by column, rows cut at a gutter, and cells torn at their line ends.
  it('reads tables between lines row by row, with their cells and captions', async () => {
    const all = (await parse(await ruledTables())).pages.flatMap(blocks);
    const tables = all.filter(({ kind }) => kind === 'table').map(({ text }) => text);
    expect(tables).toEqual([
      'Site\tSoil\tYield (t)\tLoss (%)\nNorth\tsand\t5.2\t1.1\nSouth\tclay\t6.1\t2.4\nEast\tloam\t5.9\t1.8',
      'Trait\tHow it was measured\nHeight\twith a rule, from the soil to the top of the ear\nWeight\ton a scale, after the grain was dried\nColour\tby eye',
    ]);
    for (const [i, { kind, text }] of all.entries()) {
      if (kind === 'caption') expect(all[i + 1]!.kind, text).toBe('table');
    }
    const prose = all.filter(({ kind }) => kind === 'paragraph').map(({ text }) => text);
    expect(
      prose
        .join(' ')
        .match(/(?<=Sentence )\d+/g)!
        .map(Number),
    ).toEqual([...Array.from({ length: 14 }, (_, i) => i + 1), 50, 51, 52, 53, 70, 71, 72, 73, 74]);
  });

  // Catches `yield12`, which no search for yield finds, and stamps read into the text.
  it('keeps reference marks apart from words, joins spaced letters, and leaves out stamps and watermarks', async () => {
    const { document, pages } = await parse(await marksAndStamps());
    const { text } = pages[0]!;
    expect(text).toContain('FIELD NOTES\n');
    expect(text).toContain('a higher yield 12 than before 3,4 with 5 t ha2 of grain.\nSeeds were some 103 in number.');
    expect(text).toContain('Height of barley');
    expect(text).not.toMatch(/PREPRINT|arXiv/);
    expect(document.running).toContain('arXiv:2001.01234v2 [q-bio.PE] 5 Jan 2020');
  });

  it('takes columns of text between lines for no table', async () => {
    const all = (await parse(await boxedAbstract())).pages.flatMap(blocks);
    expect(all.map(({ text }) => text).join('\n')).toContain(filler(1, 8));
    expect(all.some(({ kind, text }) => kind === 'table' && text.includes('Sentence'))).toBe(false);
  });

  it('covers each page with blocks in order, ends it with a line feed, and places its words by offset', async () => {
    for (const page of [
      ...(await parse(await sectionedPaper())).pages,
      ...(await parse(await ruledTables())).pages,
      ...(await parse(await twoColumnPaper(3))).pages,
    ]) {
      expect(page.text.endsWith('\n')).toBe(true);
      expect(page.blocks[0]!.start).toBe(0);
      expect(page.blocks.at(-1)!.end).toBe(page.text.length);
      for (const [i, block] of page.blocks.entries()) if (i > 0) expect(block.start).toBe(page.blocks[i - 1]!.end);
      for (const [i, run] of page.runs.entries()) {
        expect(page.text.slice(run.start, run.end)).toMatch(/^\S+$/);
        if (i > 0) expect(run.start).toBeGreaterThanOrEqual(page.runs[i - 1]!.end);
      }
      expect(page.runs.reduce((sum, run) => sum + run.end - run.start, 0)).toBe(page.text.replace(/\s/g, '').length);
    }
  });

  // What a form says is in its fields, and what a colleague thinks of a paper in his comments: neither is text of the page.
  it('reads filled-in fields and comments behind the text of their page, each with its place', async () => {
    const { pages } = await parse(await notedPages());
    expect(pages.map(blocks).map((all) => all.filter(({ kind }) => kind === 'note').map(({ text }) => text))).toEqual([
      ['Given name: Ottoline Grainfield', 'Clay'],
      ['Compare with the greenhouse data of 2019.'],
      [],
    ]);
    expect(pages[0]!.text).toBe('Name: Soil: Watered Limed\nGiven name: Ottoline Grainfield\nClay\n');
    const at = pages[0]!.text.indexOf('Ottoline');
    expect(pages[0]!.runs.find((run) => run.start === at)).toMatchObject({ x: 150, y: 75, width: 200, height: 18 });
  });

  it('opens an encrypted file with its password only, and one locked against changes without', async () => {
    const locked = await makePaper({ ...bees, password: 'honig' });
    expect(await failure(parse(locked))).toBe('pdf_password_needed');
    expect(await failure(parse(locked, 'honey'))).toBe('pdf_password_wrong');
    expect((await parse(locked, 'honig')).document.title).toBe(bees.title);
    const readable = await drawPdf((document) => document.text('Read me'), {
      ownerPassword: 'owner',
      permissions: { copying: false },
    });
    expect((await parse(readable)).pages[0]!.text).toBe('Read me\n');
  });

  it('says what is wrong with a file that cannot be read', async () => {
    expect(await failure(parse(Buffer.alloc(0)))).toBe('file_empty');
    expect(await failure(parse(Buffer.from('Dear diary, this is not a PDF.')))).toBe('not_a_pdf');
    expect(await failure(parse(Buffer.from('%PDF-1.7\nnothing follows\n%%EOF')))).toBe('pdf_corrupt');
    expect(await failure(parse(raw.noPages()))).toBe('pdf_no_pages');
    expect(await failure(parse(raw.dynamicForm()))).toBe('pdf_unsupported');
    expect(await failure(parse(raw.tooManyPages()))).toBe('pdf_too_many_pages');
    expect(await failure(parsePath(join(folder, 'nowhere.pdf')))).toBe('file_not_found');
    expect(await failure(parsePath(folder))).toBe('file_not_found');
  });

  it('reads what is left of damaged files', async () => {
    const whole = await makePaper(bees);
    // Cut off behind the first page's content: the cross-reference table is gone.
    const cut = whole.subarray(0, whole.lastIndexOf('xref'));
    expect((await parse(cut)).document.title).toBe(bees.title);
    const headless = Buffer.from(whole);
    headless.write('NOPE!', 0);
    expect((await parse(headless)).document.title).toBe(bees.title);
  });

  // A download that broke off: the list of the pages stands at a PDF's end.
  it('finds the pages of a file that was cut off, plain and packed, and says that it did', async () => {
    const whole = await twoColumnPaper(6);
    const { document, pages } = await parse(whole.subarray(0, Math.floor(0.6 * whole.length)));
    expect(document.recovered).toBe(true);
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]!.text.replace(/\s+/g, ' ')).toContain(filler(100, 9));
    expect((await parse(whole)).document.recovered).toBeUndefined();
    const packed = await parse(raw.packedCutOff());
    expect(packed.document.recovered).toBe(true);
    expect(packed.pages.map(({ text }) => text)).toEqual(['First page\n']);
    const locked = await makePaper({ ...bees, password: 'honig' });
    expect(await failure(parse(locked.subarray(0, Math.floor(0.8 * locked.length)), 'honig'))).toMatch(/pdf_/);
  });

  it('delivers a page that cannot be read with its error, and the others', async () => {
    const { pages } = await parse(raw.missingPage());
    expect(pages.map(({ text, error }) => ({ text, error }))).toEqual([
      { text: 'First page\n', error: null },
      { text: '', error: 'pdf_corrupt' },
    ]);
  });

  it('gives pages of drawings without text and without error', async () => {
    const { document, pages } = await parse(await drawingsOnly());
    expect(document).toMatchObject({ pageCount: 2, title: '' });
    expect(pages.map(({ text, runs, blocks, error }) => ({ text, runs, blocks, error }))).toEqual(
      Array.from({ length: 2 }, () => ({ text: '', runs: [], blocks: [], error: null })),
    );
  });

  // Each of these made some reader recurse, hang or run out of memory.
  it('survives hostile structures', async () => {
    expect((await parse(raw.deepArrays(100_000))).document.pageCount).toBe(1);
    expect(await failure(parse(raw.deepTree(20_000)))).toMatch(/nothing|pdf_/);
    expect((await parse(raw.manyObjects(100_000))).pages[0]!.text).toBe('Among many\n');
  });

  it('stops at once when cancelled, and reads the next file', async () => {
    const controller = new AbortController();
    const work = failure(parse(await twoColumnPaper(40), undefined, controller.signal));
    controller.abort(new AppError('cancelled'));
    expect(await work).toBe('cancelled');
    expect((await parse(await makePaper(bees))).document.title).toBe(bees.title);
  });

  it('reads files given at the same time one after another', async () => {
    const bytes = await makePaper(bees);
    const titles = await Promise.all([parse(bytes), failure(parse(Buffer.alloc(0))), parse(bytes)]);
    expect(titles[0].document.title).toBe(bees.title);
    expect(titles[1]).toBe('file_empty');
    expect(titles[2].document.title).toBe(bees.title);
  });
});
