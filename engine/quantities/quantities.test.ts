import { describe, expect, it } from 'vitest';
import { readQuantities } from './readQuantities.ts';
import { readQuestion } from './readQuestion.ts';

const read = (text: string) =>
  readQuantities(text).map(({ start, end, least, most, dimension }) => ({
    said: text.slice(start, end),
    least,
    most,
    dimension,
  }));
const conductivity = 'K-1 g1 m1 s-3';

describe('readQuantities', () => {
  it.each([
    ['a conductivity of 200 W/mK was', '200 W/mK', 2e5],
    ['a conductivity of 200 W/(m K) was', '200 W/(m K)', 2e5],
    ['a conductivity of 0.2 kW m−1 K−1.', '0.2 kW m−1 K−1', 2e5],
    ['a conductivity of 200 W·m⁻¹·K⁻¹', '200 W·m⁻¹·K⁻¹', 2e5],
    ['a conductivity of 200 ± 5 W/m·K at', '200 ± 5 W/m·K', 2e5],
  ])('reads %j as %j', (text, said, value) => {
    expect(read(text)).toContainEqual({
      said,
      least: expect.closeTo(value),
      most: expect.closeTo(value),
      dimension: conductivity,
    });
  });

  it.each([
    ['5 mg/L', 5, 'g1 m-3'],
    ['5 mg per litre', 5, 'g1 m-3'],
    ['5 mg l-1', 5, 'g1 m-3'],
    ['5 mg l^(-1)', 5, 'g1 m-3'],
    ['8.7 Mg ha−1', 870, 'g1 m-2'],
    ['5 μg/mL', 5, 'g1 m-3'],
    ['8.7 t/ha', 870, 'g1 m-2'],
    ['1.5 × 10−3 mol', 0.0015, 'mol1'],
    ['1,200 m', 1200, 'm1'],
    ['3,5 m', 3.5, 'm1'],
    ['37 °C', 310.15, 'K1'],
    ['12%', 12, 'percent1'],
    ['12 percent', 12, 'percent1'],
    ['47 minutes', 2820, 's1'],
    ['10-day', 864_000, 's1'],
    ['800 metres', 800, 'm1'],
    ['4 kPa', 4e6, 'g1 m-1 s-2'],
    ['1.2 J/kgK', 1.2, 'K-1 m2 s-2'],
    ['30 W/m2K', 30_000, 'K-1 g1 s-3'],
  ])('reads %j', (text, value, dimension) => {
    expect(read(`It was ${text} there.`)).toEqual([
      { said: text, least: expect.closeTo(value), most: expect.closeTo(value), dimension },
    ]);
  });

  it.each([
    ['5–10 mg', 0.005, 0.01],
    ['5 to 10 mg', 0.005, 0.01],
    ['5-10 mg', 0.005, 0.01],
  ])('reads the range %j', (text, least, most) => {
    expect(read(`Of ${text} each`)).toEqual([{ said: text, least, most, dimension: 'g1' }]);
  });

  // Citations, figures and years would be found by every search for a number.
  it('takes no year, and no number of a figure or a reference, for a quantity', () => {
    expect(read('In 2015 [12] (see Fig. 3, Fig. 4d and Table 2) this was known (http://x.org/2345/).')).toEqual([]);
    expect(read('We asked 120 people.')).toEqual([{ said: '120', least: 120, most: 120, dimension: '' }]);
  });

  it('leaves a bracket to the text it closes', () => {
    expect(read('yield (8 t ha-1) rose')[0]!.said).toBe('8 t ha-1');
  });

  it('takes no word behind a number for a unit', () => {
    expect(
      read('the 20 most common, 5 in all, 3 as well')
        .map(({ dimension }) => dimension)
        .filter(Boolean),
    ).toEqual([]);
  });
});

describe('readQuestion', () => {
  const infinity = Number.POSITIVE_INFINITY;
  it.each([
    ['thermal conductivity > 200 W/mK', 'thermal conductivity', conductivity, 2e5, infinity, false],
    ['at least 10 % loss', 'loss', 'percent1', 10, infinity, true],
    ['yield below 5 t/ha', 'yield', 'g1 m-2', -infinity, 500, false],
    ['copper between 5 and 10 mg/L', 'copper', 'g1 m-3', 5, 10, true],
    ['incubated at 37 °C', 'incubated', 'K1', 308.599_25, 311.700_75, true],
    ['sample size ≥ 100', 'sample size', '', 100, infinity, true],
  ])('reads %j', (text, words, dimension, above, below, inclusive) => {
    const question = readQuestion(text)!;
    expect(question).toMatchObject({ words, dimension, inclusive });
    expect([question.above, question.below]).toEqual(
      [above, below].map((one) => (Number.isFinite(one) ? expect.closeTo(one) : one)),
    );
  });

  it('is none without a number', () => {
    expect(readQuestion('thermal conductivity of copper')).toBeNull();
  });
});
