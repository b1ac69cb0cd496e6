import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/domain/document.ts';
import { bibtex } from './bibtex.ts';

let papers = 0;
const paper = (more: Partial<Document> = {}, venue = '', arxivId: string | null = null) => ({
  document: {
    id: `${papers++}-ABCDEF`,
    title: 'The Yield of Maize',
    authors: ['Ana María Núñez', 'J. Smith'],
    year: 2020,
    doi: null,
    ...more,
  } as Document,
  venue,
  arxivId,
});

describe('bibtex', () => {
  it('writes what is known of a paper', () => {
    expect(bibtex([paper({ doi: '10.1000/x_y' }, 'Field & Crop')])).toBe(
      '@article{nunez2020yield,\n  title = {{The Yield of Maize}},\n  author = {Núñez, Ana María and Smith, J.},\n' +
        '  journal = {Field \\& Crop},\n  year = {2020},\n  doi = {10.1000/x_y}\n}',
    );
  });

  it('leaves out what is not known, and still has a key', () => {
    expect(bibtex([paper({ title: '大豆', authors: [], year: null })])).toBe('@misc{paperabcdef,\n  title = {{大豆}}\n}');
  });

  // One brace too few makes every entry behind it unreadable.
  it('keeps a title from ending its field', () => {
    expect(bibtex([paper({ title: 'Set {a} \\ 50% of_x}' })])).toContain(
      'title = {{Set \\{a\\} \\textbackslash{} 50\\% of\\_x\\}}}',
    );
  });

  it('gives no two papers one key', () => {
    const keys = bibtex([paper(), paper(), paper()]).match(/(?<=@misc\{)[^,]+/g);
    expect(keys).toEqual(['nunez2020yield', 'nunez2020yield-2', 'nunez2020yield-3']);
  });

  // Read as given name and family name, the first would be filed under “Organization”, the others under a part of their name.
  it.each([
    ['World Health Organization', '{World Health Organization}'],
    ['Ursula von der Leyen', 'von der Leyen, Ursula'],
    ['Martin Luther King Jr.', 'King, Jr., Martin Luther'],
    ['García Lorca, Federico', 'García Lorca, Federico'],
    ['王伟', '王伟'],
    ['Smith and Sons', '{Smith and Sons}'],
  ])('files %s under the right name', (author, written) => {
    expect(bibtex([paper({ authors: [author] })])).toContain(`author = {${written}},`);
  });

  it('tells what was printed in a journal, spoken at a conference, and is a preprint alone', () => {
    expect(bibtex([paper({}, 'Proceedings of the National Academy of Sciences')])).toMatch(/^@article\{.*journal = /s);
    expect(bibtex([paper({}, 'Proceedings of the 31st Conference on Maize')])).toMatch(/^@inproceedings\{.*booktitle = /s);
    expect(bibtex([paper({}, '', '2001.01234')])).toMatch(/^@misc\{.*eprint = \{2001\.01234\},\n {2}archiveprefix = \{arXiv\}/s);
  });
});
