import { describe, expect, it } from 'vitest';
import { sentences } from './sentences.ts';

const split = (text: string) => sentences(text).map(({ start, end }) => text.slice(start, end));

describe('sentences', () => {
  it('does not end one after abbreviations, initials, numbers and labels', () => {
    for (const sentence of [
      'Wade et al. (2014) saw it in Fig. 3 and in Eq. 4 as well.',
      'It grew by 3.5 mg, i.e. hardly at all, cf. Table 2.',
      'The maize (Zea mays L.) of J. R. Smith was sown first.',
      'Smith et al. did so again, e.g. in wet years.',
      'Dr. Miller and Prof. Jones came by approx. 5 p.m. to look.',
      'The difference (p < 0.05) was seen vs. the control, resp. the rest.',
      '3. Harvest of the plots by hand',
      '2.1. Milk of the first days',
    ]) {
      expect(split(`${sentence} Then came rain.`)).toEqual(
        sentence.endsWith('.') ? [sentence, 'Then came rain.'] : [`${sentence} Then came rain.`],
      );
    }
  });

  it('ends one before a capital, a number, a quotation and an opening bracket', () => {
    expect(split('It rained. 3 plots were lost! Was “that” all? (See below.) “Yes.” They left.')).toEqual([
      'It rained.',
      '3 plots were lost!',
      'Was “that” all?',
      '(See below.)',
      '“Yes.”',
      'They left.',
    ]);
  });

  // A mark behind the full stop was read as the start of the next sentence, or kept two sentences together.
  it('keeps reference marks behind the full stop with their sentence', () => {
    expect(split('This was shown.[3, 4] It holds.12,13 Others differ [5]. None agree.')).toEqual([
      'This was shown.[3, 4]',
      'It holds.12,13',
      'Others differ [5].',
      'None agree.',
    ]);
  });

  it('ends one at a line feed, and gives no white space', () => {
    expect(split('2 Methods\n  Plots were\nsown.  \n\n')).toEqual(['2 Methods', 'Plots were', 'sown.']);
    expect(split(' \n ')).toEqual([]);
  });

  it('splits scripts with full stops of their own', () => {
    expect(split('今日は雨です。明日は晴れ。')).toEqual(['今日は雨です。', '明日は晴れ。']);
  });

  it('gives spans in order that hold everything but white space', () => {
    const text = 'A. B! C? (d) e.g. F.\nG 3.4 et al. H.[1] I… J "K." L';
    const spans = sentences(text);
    const covered = spans.map(({ start, end }) => text.slice(start, end)).join('');
    expect(covered.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
    for (const [i, span] of spans.entries()) expect(span.start).toBeGreaterThanOrEqual(spans[i - 1]?.end ?? 0);
  });
});
