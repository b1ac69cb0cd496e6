import { expect, test } from 'vitest';
import { type Block, parseMarkdown } from './markdown.ts';
import type { Inline } from './markdownInline.ts';

/** Written out in a short form: `p(a *b*)`. */
function show(text: string): string[] {
  const inline = (parts: Inline[]): string =>
    parts
      .map((part) => {
        if (part.type === 'strong') return `<b>${inline(part.children)}</b>`;
        if (part.type === 'em') return `<i>${inline(part.children)}</i>`;
        const said = text.slice(part.start, part.end);
        return part.type === 'code' ? `<c>${said}</c>` : said;
      })
      .join('');
  const block = (one: Block): string => {
    if (one.type === 'list')
      return `${one.ordered ? `ol${one.first}` : 'ul'}(${one.items.map((item) => item.map(block).join(' ')).join(', ')})`;
    if (one.type === 'quote') return `quote(${one.blocks.map(block).join(' ')})`;
    if (one.type === 'table')
      return `table(${one.rows.map((row) => row.map((cell) => inline(cell.inline)).join(' | ')).join(' / ')})`;
    if (one.type === 'code') return `code(${text.slice(one.start, one.end)})`;
    if (one.type === 'rule') return 'rule';
    return `${one.type === 'heading' ? 'h' : 'p'}(${one.lines.map(inline).join('⏎')})`;
  };
  return parseMarkdown(text).map(block);
}

test('each stretch of text keeps its place in the whole, however deep it lies', () => {
  expect(show('# Yield\n\nIt **rose *a lot*** in `x`.\nThen fell.\n\n> so\n> they *say*')).toEqual([
    'h(Yield)',
    'p(It <b>rose <i>a lot</i></b> in <c>x</c>.⏎Then fell.)',
    'quote(p(so⏎they <i>say</i>))',
  ]);
});

test('lists hold what is indented below their items, and numbers go on where they began', () => {
  expect(show('Two things:\n- one\n  - inner **x**\n- two\n\n  more of two\n\n3. three\n4. four\n\nEnd')).toEqual([
    'p(Two things:)',
    'ul(p(one) ul(p(inner <b>x</b>)), p(two) p(more of two))',
    'ol3(p(three), p(four))',
    'p(End)',
  ]);
});

test('a citation put behind the last bar of a table row does not become a column', () => {
  expect(show('| a | b |\n|---|:-:|\n| 1 | 2 | [1]\n')).toEqual(['table(a | b / 1 | 2 [1])']);
});

test('what only looks like Markdown stays as it is', () => {
  expect(show('p < 0.05 * n * 3, snake_case_name, a*b*c, 2019-05, <b>no</b> [x](y) **open')).toEqual([
    'p(p < 0.05 * n * 3, snake_case_name, a*b*c, 2019-05, <b>no</b> [x](y) **open)',
  ]);
});

test('code that is still being written is code already', () => {
  expect(show('```r\nx <- 1')).toEqual(['code(```r\nx <- 1)']);
});
