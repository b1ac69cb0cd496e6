/** Widths of U+0020…U+007E in 1/1000 of the size, from Adobe's metrics of the standard fonts Times-Roman and Helvetica. */
const serif = [
  250, 333, 408, 500, 500, 833, 778, 180, 333, 333, 500, 564, 250, 333, 250, 278, 500, 500, 500, 500, 500, 500, 500, 500, 500,
  500, 278, 278, 564, 564, 564, 444, 921, 722, 667, 667, 722, 611, 556, 722, 722, 333, 389, 722, 611, 889, 722, 722, 556, 722,
  667, 556, 611, 722, 722, 944, 722, 722, 611, 333, 278, 333, 469, 500, 333, 444, 500, 444, 500, 444, 333, 500, 500, 278, 278,
  500, 278, 778, 500, 500, 500, 500, 333, 389, 278, 500, 500, 722, 500, 500, 444, 480, 200, 480, 541,
];
const sans = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778, 667, 778,
  722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222,
  500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
const wide = /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60]|[\uD840-\uD87F][\uDC00-\uDFFF]/;
const mark = /\p{M}/u;

/** How wide a character is in relation to others of its font, about: 1/1000 of the size. */
export function charWidth(char: string, family: 'serif' | 'sans-serif' | 'monospace'): number {
  if (wide.test(char)) return 1000;
  if (mark.test(char)) return 0;
  if (family === 'monospace') return 600;
  const table = family === 'serif' ? serif : sans;
  const code = char.charCodeAt(0);
  const known = table[code - 32] ?? table[char.normalize('NFD').charCodeAt(0) - 32];
  return known ?? 550;
}
