import { describe, expect, it } from 'vitest';
import { closeness, mostClose } from './closeness.ts';

const alike = () => 1;

describe('closeness', () => {
  it('tells words that stand in one sentence from words strewn over a text', () => {
    const of = closeness('Does nitrogen raise barley yields?', alike);
    const together = of('The soil was wet. Nitrogen did raise barley yields there.');
    const strewn = of('Nitrogen was measured. We raise dogs. The barley was dry. Yields were low.');
    expect(together).toBeCloseTo(mostClose, 12);
    expect(strewn).toBeGreaterThan(0);
    expect(strewn).toBeLessThan(together / 2);
    expect(of('Nothing of that.')).toBe(0);
  });

  it('counts neighbours: words in another order are not the same', () => {
    const of = closeness('blood pressure', alike);
    expect(of('High blood pressure was common.')).toBeGreaterThan(of('The pressure on donors of blood was high.'));
  });

  it('counts telling words more', () => {
    const of = closeness('ammonia study', (term) => (term === 'ammonia' ? 9 : 1));
    expect(of('Ammonia froze.')).toBeGreaterThan(of('This study froze.'));
  });

  it('puts what holds a quoted phrase above all else', () => {
    const of = closeness('what is "tail of frozen ammonia" in comets', alike);
    expect(of('It shed a tail of frozen ammonia.')).toBeGreaterThan(
      of('What is in comets: a tail, in comets frozen, ammonia.') + 0.5,
    );
  });

  it('is 0 for a query without words', () => {
    expect(closeness('of the', alike)('Of the text.')).toBe(0);
    expect(closeness('"" “', alike)('Text.')).toBe(0);
  });
});
