import { describe, expect, it } from 'vitest';
import type { Document } from '../../shared/domain/document.ts';
import { bibtex } from './bibtex.ts';

const paper = (more: Partial<Document> = {}, venue = '') => ({
  document: {
    id: '01ABCDEF',
    title: 'The Yield of Maize',
    authors: ['Ana María Núñez', 'J. Smith'],
    year: 2020,
    doi: null,
    ...more,
  } as Document,
  venue,
});

describe('bibtex', () => {
  it('writes what is known of a paper', () => {
    expect(bibtex([paper({ doi: '10.1000/x_y' }, 'Field & Crop')])).toBe(
      '@article{nunez2020yield,\n  title = {{The Yield of Maize}},\n  author = {Ana María Núñez and J. Smith},\n' +
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
});
