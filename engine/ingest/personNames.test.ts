import { describe, expect, it } from 'vitest';
import { namesIn } from './personNames.ts';

describe('namesIn', () => {
  it.each([
    ['Ada B. Lovelace1, Charles Babbage1 and Mary J. O’Neill1,2', ['Ada B. Lovelace', 'Charles Babbage', 'Mary J. O’Neill']],
    ['Kati Löf 2,†, I. Ötvös 3 & Jean-Paul d’Aubigné∗', ['Kati Löf', 'I. Ötvös', 'Jean-Paul d’Aubigné']],
    ['Izilda Souza MIRANDA1* , Igor DO VALE1, Luiz COSTA', ['Izilda Souza Miranda', 'Igor do Vale', 'Luiz Costa']],
    ['Jan van der Berg (jan@example.org) Ana de Souza (ana@example.org)', ['Jan van der Berg', 'Ana de Souza']],
    ['LOVELACE, Ada; ROE, Jane Mary', ['Ada Lovelace', 'Jane Mary Roe']],
    ['Jane Doe, PhD, John Roe Jr., and Ada Poe, M.D.', ['Jane Doe', 'John Roe Jr.', 'Ada Poe']],
    ['И. И. Иванов, Анна Петрова', ['И. И. Иванов', 'Анна Петрова']],
    ['山田太郎、王小明', ['山田太郎', '王小明']],
  ])('reads %j', (list, names) => {
    expect(namesIn(list)).toEqual(names);
  });

  // Shown as an author, each of these would be wrong on a row of the library.
  it.each([
    'Department of Physics, University of Somewhere',
    'Open Access Journal',
    'Doe J, Roe AB',
    'Jane Doe, Some Institute of Things',
    'Published: October 17, 2014',
    'Main Web Site: http://www.example.org',
    'Maize was sown at four plant populations on a sandy soil.',
    'U.S. Government Accountability Office',
    'Jane Doe, Jane Doe',
    '',
  ])('takes %j for no list of names', (text) => {
    expect(namesIn(text)).toBeNull();
  });

  // One of 162 authors written so left a paper without any.
  it('takes a name that ends in two capitals among many plain ones only', () => {
    const plain = Array.from({ length: 20 }, (_, i) => `Jane ${String.fromCharCode(65 + i)}oe`);
    expect(namesIn([...plain, 'Yashas ND'].join(', '))).toEqual([...plain, 'Yashas ND']);
    expect(namesIn('Jane Doe, Yashas ND')).toBeNull();
  });

  // A paragraph without a space, an open bracket or an address must not hold the engine up.
  it('gives up on long text at once', () => {
    expect(namesIn('字'.repeat(20_000))).toBeNull();
    expect(namesIn('('.repeat(20_000))).toBeNull();
    expect(namesIn('1 '.repeat(10_000))).toBeNull();
  });
});
