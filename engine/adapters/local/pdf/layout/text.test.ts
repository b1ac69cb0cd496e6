import { describe, expect, it } from 'vitest';
import { cleanText, composeAccents, endsSentence, isRtl } from './text.ts';

describe('cleanText', () => {
  it('writes ligatures and presentation forms as letters, and keeps superscripts', () => {
    expect(cleanText('\uFB01nd di\uFB00erent')).toBe('find different');
    expect(cleanText('\uFE8D\uFEDF')).toBe('\u0627\u0644');
    expect(cleanText('10⁻³ m² ½ №')).toBe('10⁻³ m² ½ №');
  });

  it('takes out what cannot be shown or stored', () => {
    expect(cleanText('a\u0000b\u0007c\u00ADd\u200Be\uFFFDf\uE000g')).toBe('abcdefg');
    expect(cleanText('x\uD800y')).toBe('xy');
    expect(cleanText('𝒂')).toBe('𝒂');
  });

  // Fonts of old TeX documents name no characters: `e\u000Ecient`.
  it('reads TeX’s codes for ligatures inside words only', () => {
    expect(cleanText('e\u000Ecient di\u001Ccult')).toBe('efficient dificult');
    expect(cleanText('5 \u000B 3')).toBe('5  3');
  });
});

describe('composeAccents', () => {
  it('joins letter and accent drawn apart, in either order', () => {
    const words = {
      'destin´ee': 'destinée',
      'fran¸cais': 'français',
      'Mu¨ller': 'Müller',
      'Garcı´a': 'García',
      'S˜ao': 'São',
      '`a': 'à',
    };
    for (const [apart, joined] of Object.entries(words)) expect(composeAccents(apart)).toBe(joined);
  });

  it('leaves quotation marks and lone accents', () => {
    for (const word of ['`code`', '`apple', 'ˆ', '5´']) expect(composeAccents(word)).toBe(word);
  });
});

describe('endsSentence', () => {
  it('sees full stops before brackets and reference marks, not in numbers', () => {
    for (const text of ['It grew.', 'It grew (a lot.)', 'It grew.12,13', '“It grew.”', '生長した。'])
      expect(endsSentence(text)).toBe(true);
    for (const text of ['within 0.05', 'it grew', 'see [12]', 'grew,']) expect(endsSentence(text)).toBe(false);
  });
});

describe('isRtl', () => {
  it('goes by most letters', () => {
    expect(isRtl('שלום עולם PDF')).toBe(true);
    expect(isRtl('Hello עולם world')).toBe(false);
    expect(isRtl('123')).toBe(false);
  });
});
