import { describe, expect, it } from 'vitest';
import { textTrace } from '../../tests/fixtures/parsedPages.ts';
import type { Block, ParsedPage } from '../ports/Parser.ts';
import { authorsOfFile, authorsOnPage } from './authors.ts';

const title = 'Waggle Dances in Urban Gardens';

interface Line {
  /** Cells of a line have wide gaps between them. */
  cells: string[];
  size?: number;
  kind?: Block['kind'];
  /** Words taller than the line: something is raised behind them. */
  raised?: string[];
  /** Goes on in the block of the line before. */
  goesOn?: boolean;
}

/** A page of one block a line, except those that go on. */
function pageOf(lines: (string | Line)[], number = 1): ParsedPage {
  const page: ParsedPage = {
    number,
    label: null,
    width: 600,
    height: 800,
    text: '',
    runs: [],
    blocks: [],
    error: null,
    trace: textTrace,
  };
  lines.forEach((given, row) => {
    const {
      cells,
      size = 10,
      kind = 'paragraph',
      raised = [],
      goesOn = false,
    } = typeof given === 'string' ? { cells: [given] } : given;
    if (!goesOn) page.blocks.push({ kind, level: 0, start: page.text.length, end: 0 });
    cells.forEach((cell, column) => {
      let x = 50 + 200 * column;
      for (const word of cell.split(' ')) {
        const rise = raised.includes(word) ? 0.2 * size : 0;
        const start = page.text.length;
        page.runs.push({
          start,
          end: start + word.length,
          x,
          y: 50 + 12 * row - rise,
          width: 4 * word.length,
          height: size + rise,
        });
        page.text += `${word} `;
        x += 4 * word.length + 3;
      }
    });
    page.text = `${page.text.trimEnd()}\n`;
    page.blocks.at(-1)!.end = page.text.length;
  });
  return page;
}
const heading = { cells: [title], size: 18, kind: 'heading' as const };
const authors = (...lines: (string | Line)[]) => authorsOnPage([pageOf(lines)], title);

describe('authorsOnPage', () => {
  it('reads the names below the title, whatever stands between', () => {
    expect(
      authors('Jane Roe, Editor Name', heading, 'A translated title of the paper', 'Ada Lovelace1 and Charles Babbage2'),
    ).toEqual(['Ada Lovelace', 'Charles Babbage']);
  });

  it('takes a name for one person’s only beside a mark or over an address', () => {
    expect(authors(heading, 'Sandy Soil', 'Maize was sown at four plant populations.')).toEqual([]);
    expect(authors(heading, 'Ada Lovelace 1', 'Maize was sown at four plant populations.')).toEqual(['Ada Lovelace']);
    expect(authors(heading, 'Ada Lovelace', 'University of Somewhere')).toEqual(['Ada Lovelace']);
  });

  it('looks no further than the abstract', () => {
    expect(authors(heading, 'Abstract', 'Ada Lovelace and Charles Babbage')).toEqual([]);
  });

  it('goes on in the next block, and on the next page', () => {
    expect(authors(heading, 'Ada Lovelace, Mary E.', 'Somerville, and Charles Babbage')).toEqual([
      'Ada Lovelace',
      'Mary E. Somerville',
      'Charles Babbage',
    ]);
    const pages = [pageOf([heading, 'Ada Lovelace1, Mary']), pageOf(['Somerville2, and Charles Babbage3'], 2)];
    expect(authorsOnPage(pages, title)).toEqual(['Ada Lovelace', 'Mary Somerville', 'Charles Babbage']);
  });

  it('leaves letters out that are raised behind a name', () => {
    const line = { cells: ['Ada Lovelacea, Jane Roeb,* and Charles Babbagea'], raised: ['Lovelacea,', 'Roeb,*', 'Babbagea'] };
    expect(authors(heading, line)).toEqual(['Ada Lovelace', 'Jane Roe', 'Charles Babbage']);
  });

  // The second row of names would be left out, and half of the authors is wrong.
  it('reads no names side by side, unless the paper says how it is cited', () => {
    const columns = { cells: ['Ada Lovelace', 'Charles Babbage'] };
    expect(authors(heading, columns, 'University of Somewhere')).toEqual([]);
    const reference = `ACM Reference Format: Ada Lovelace, Charles Babbage, and Jane Roe. 2024. ${title}. In Proceedings`;
    expect(authors(heading, columns, reference)).toEqual(['Ada Lovelace', 'Charles Babbage', 'Jane Roe']);
  });

  it('takes one name a line', () => {
    const names = [{ cells: ['Ada Lovelace1'] }, { cells: ['Charles Babbage2'], goesOn: true }];
    expect(authors(heading, ...names)).toEqual(['Ada Lovelace', 'Charles Babbage']);
  });
});

describe('authorsOfFile', () => {
  it('believes names that stand on the page, and nobody else', () => {
    const page = pageOf([title, 'by Lovelace']);
    expect(authorsOfFile('Ada Lovelace', page)).toEqual(['Ada Lovelace']);
    expect(authorsOfFile('Jane Typist', page)).toEqual([]);
    expect(authorsOfFile('Ada Lovelace {et al.}', page)).toEqual([]);
    expect(authorsOfFile('Administrator', page)).toEqual([]);
  });
});
