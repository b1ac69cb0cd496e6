import { describe, expect, it } from 'vitest';
import { pagesOf } from '../../tests/fixtures/parsedPages.ts';
import { referencesOf } from './references.ts';

const listed = (...pages: string[][]) =>
  pagesOf(...pages.map((texts) => texts.map((text) => ['references', text] as ['references', string])));
const texts = (pages: ReturnType<typeof listed>, doi: string | null = null) => referencesOf(pages, doi).map(({ text }) => text);

describe('referencesOf', () => {
  it('cuts at numbers, inside a block too, and joins what a page’s end parted', () => {
    const pages = listed(
      ['1. Smith J, Roe K: On barley. J Grain 2001, 4:1-9. 2. Roe K: On oats. J Grain 2002, 5:12.', '3. Doe A: Rye in the'],
      ['12 / 14', 'northern valleys. J Grain 2003, 6:2-4.', 'Submit your manuscript to the journal of grain'],
    );
    expect(texts(pages)).toEqual([
      'Smith J, Roe K: On barley. J Grain 2001, 4:1-9.',
      'Roe K: On oats. J Grain 2002, 5:12.',
      expect.stringMatching(/^Doe A: Rye in the northern valleys/),
    ]);
    expect(referencesOf(pages, null)[2]).toMatchObject({ page: 1, year: 2003 });
  });

  // An entry whose address ends without a full stop swallowed the next one.
  it('parts entries of author and year, and leaves out the footer that names the paper itself', () => {
    const pages = listed([
      'Aden, G., & Rossell Hayes, A. (2023). Learning: Interactive',
      'tutorials for barley. https://doi.org/10.32614/learnr',
      'Govan, P. (2024a). Growth analysis. https://doi.org/10.',
      '32614/growth',
      'R Core Team. (2023). R: A language for barley. https://doi.org/10.32614/r',
      'Smith. (2026). The paper itself. Journal of Barley, 9(95), 302. https://doi.org/10.1000/own. 302',
    ]);
    expect(referencesOf(pages, '10.1000/own.302').map(({ title, doi }) => [title, doi])).toEqual([
      ['Learning: Interactive tutorials for barley', null],
      ['Growth analysis', null],
      ['R: A language for barley', null],
    ]);
  });

  it.each([
    ['[1] J. Smith and K. Roe, “On the growth of barley,” J. Grain, vol. 4, pp. 1–9, 2001.', 'On the growth of barley', 2001],
    ['Smith J, Roe K (2001a) On the growth of barley. J Grain 4:1–9', 'On the growth of barley', 2001],
    ['Smith J, Roe K. 2001 On the growth of barley. J. Grain 4, 1–9. (doi:10.1000/182)', 'On the growth of barley', 2001],
    ['Smith, J.K.; Roe, K. On the growth of barley. J. Grain 2001, 4, 1900–1909.', 'On the growth of barley', 2001],
    ['Smith J, Roe K: On the growth of barley. J Grain 2001, 4:1-9.', 'On the growth of barley', 2001],
    ['Smith J, Roe K Jr. Does barley grow in rye?. J Grain. 2001;31:1668?75.', 'Does barley grow in rye?', 2001],
    [
      'Jane Smith and Kim Roe. 2001. On the growth of barley in 2050. In Grains, 4, 6 (2002), 42–50.',
      'On the growth of barley in 2050',
      2001,
    ],
    ['Ministry of Grain. Barley at http://example.org/2020/barley [accessed 3 May 2019]', null, null],
  ])('reads title and year of %s', (text, title, year) => {
    expect(referencesOf(listed([text]), null)[0]).toMatchObject({ title, year });
  });

  // Patterns for lists of names took years over this one.
  it('is done with thousands of names in no time', () => {
    const names = Array.from({ length: 2000 }, (_, i) => `Smith${i} van der Roe, J.-K.`).join(' ');
    expect(referencesOf(listed([`1. ${names} Title 2001.`, `2. ${names}`]), null)).toHaveLength(2);
  });
});
