import { describe, expect, it } from 'vitest';
import { pagesOf, prose } from '../../tests/fixtures/parsedPages.ts';
import { abstractOf } from './abstract.ts';

const title = 'Growth of Barley Beside Slow Rivers';
const head = [
  ['heading', title] as ['heading', string],
  'Ann Smith and Bob Roe',
  'Department of Barley, University of the Valleys',
];

describe('abstractOf', () => {
  it('takes what stands under the heading, without what stands at the foot of the page', () => {
    const pages = pagesOf([
      ...head,
      ['heading', 'ABSTRACT'],
      prose(300),
      '* Correspondence: ann@example.org',
      prose(200, 'oat'),
      'Keywords: barley',
    ]);
    expect(abstractOf(pages, title)).toBe(`${prose(300)} ${prose(200, 'oat')}`);
  });

  // An abstract's own `Background` and the section of that name look alike.
  it('takes the parts of a structured abstract, and not the section that opens the text', () => {
    const pages = pagesOf([
      ...head,
      ['heading', 'Abstract'],
      ['heading', 'Background'],
      prose(100),
      ['heading', 'Results'],
      prose(100, 'oat'),
      'Keywords: barley',
      ['heading', 'Background'],
      prose(400),
    ]);
    expect(abstractOf(pages, title)).toBe(`Background ${prose(100)} Results ${prose(100, 'oat')}`);
    const plain = pagesOf([
      ...head,
      ['heading', 'Abstract'],
      'Background: Barley grows.',
      'Results: It grew.',
      ['heading', 'Background'],
      prose(300),
    ]);
    expect(abstractOf(plain, title)).toBe('Background: Barley grows. Results: It grew.');
  });

  it('takes a paragraph that begins with the word, over the end of the page', () => {
    const open = `${prose(300).slice(0, -1)} and`;
    const pages = pagesOf(
      [...head, `Abstract: ${open}`, '© 2020 by the authors'],
      ['so they stayed.', 'Keywords: barley', ['heading', '1. Introduction'], prose(300)],
    );
    expect(abstractOf(pages, title)).toBe(`${open} so they stayed.`);
  });

  it('takes the one paragraph before the introduction where nothing names it, and none of two', () => {
    const end: ['heading', string] = ['heading', '1. Introduction'];
    expect(abstractOf(pagesOf([...head, prose(500), end, prose(600)]), title)).toBe(prose(500));
    expect(abstractOf(pagesOf([...head, prose(500), prose(500, 'oat'), end]), title)).toBe('');
    const licence = `This is an open access article distributed under the Creative Commons licence. ${prose(400)}`;
    expect(abstractOf(pagesOf([...head, licence, end]), title)).toBe('');
  });
});
