import { describe, expect, it } from 'vitest';
import { analyse } from './analyse.ts';

describe('analyse', () => {
  // A reader who writes the word in another form must still find it.
  it.each([
    ['COVID-19', 'covid19'],
    ['IL‑6', 'IL6'],
    ['co-operation', 'cooperation'],
    ['naïve Ångström', 'naive angstrom'],
    ['ﬁnite', 'finite'],
    ['Straße', 'STRASSE'],
    ['Alzheimer’s', 'alzheimer'],
    ['microscopies', 'Microscopy'],
    ['ｆｕｌｌ', 'full'],
    ['exam\u00ADple', 'example'],
    ['كِتَاب', 'كتاب'],
  ])('finds %s under %s', (written, asked) => {
    const terms = analyse(written);
    expect(analyse(asked).every((term) => terms.includes(term))).toBe(true);
  });

  it('keeps names made of letters and digits, and decimals, whole', () => {
    expect(analyse('p53 binds at 3.5 nM')).toEqual(['p53', 'bind', '3', '5', '3.5', 'nm']);
    expect(analyse('35')).not.toContain('3.5');
    expect(analyse('2010-2015')).toEqual(['2010', '2015']);
  });

  it('drops function words, also in contractions, and gives nothing for text without words', () => {
    expect(analyse("What is the effect, and why doesn't it last?")).toEqual(['effect', 'last']);
    expect(analyse(' — ./- \u{1F600} \n')).toEqual([]);
    expect(analyse('')).toEqual([]);
  });

  it('makes overlapping pairs of scripts without spaces, beside words of other scripts', () => {
    expect(analyse('DNA测序法')).toEqual(['dna', '测序', '序法']);
    expect(analyse('カタカナ 法')).toEqual(['カタ', 'タカ', 'カナ', '法']);
  });

  // Vowel signs of Indic scripts are marks too; without them other words would be found.
  it('keeps marks that are letters of their script', () => {
    expect(analyse('हिन्दी')).toEqual(['हिन्दी']);
  });

  it('takes long chains and runs apart instead of indexing them whole', () => {
    expect(analyse('a1.b2.c3.d4')).toEqual(['a1', 'b2', 'c3', 'd4']);
    expect(analyse('x'.repeat(1000))[0]).toHaveLength(64);
  });

  it('survives broken surrogates and any character', () => {
    const all = Array.from({ length: 0x3000 }, (_, code) => String.fromCharCode(code)).join('');
    expect(analyse(`${all}\ud800x\udc00`).length).toBeGreaterThan(0);
  });
});
