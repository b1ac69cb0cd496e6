import { expect, test } from 'vitest';
import { linesOf, type Piece, quoteOf } from './quote.ts';

const piece = (text: string, x: number, y: number, width: number, page = 1): Piece => ({
  text,
  box: { page, x, y, width, height: 10 },
});

test('one box a line, also where a line comes in pieces or has an exponent; the next column is another line', () => {
  const lines = linesOf([
    piece('Growth of', 60, 100, 50),
    piece(' ', 110, 100, 3),
    piece('5 Mg ha', 113, 100, 40),
    { text: '-1', box: { page: 1, x: 153, y: 97, width: 8, height: 7 } },
    piece('was seen', 165, 100, 50),
    piece('there.', 60, 112, 30),
    piece('Right column', 310, 112, 60),
    piece('Next page', 60, 112, 60, 2),
  ]);
  expect(lines.map(({ text }) => text)).toEqual(['Growth of 5 Mg ha-1 was seen', 'there.', 'Right column', 'Next page']);
  expect(lines[0]?.box).toEqual({ page: 1, x: 60, y: 97, width: 155, height: 13 });
});

test('words broken at line ends are whole in the quote, and a hyphen that belongs stays', () => {
  const lines = ['the distri-', 'bution at the sites of COVID-', '19 was  uneven.'].map((text, at) =>
    piece(text, 60, 100 + at * 12, 90),
  );
  expect(quoteOf(linesOf(lines))).toBe('the distribution at the sites of COVID-19 was uneven.');
});
