import { readQuantities } from './readQuantities.ts';
import type { Dimension } from './units.ts';

/** What a search for numbers asks: words, and the values that count, in base units. */
export interface NumberQuestion {
  words: string;
  dimension: Dimension;
  /** Bounds; infinite where there is none. */
  above: number;
  below: number;
  /** Whether the bounds themselves count. */
  inclusive: boolean;
}

const operators: [RegExp, 'above' | 'below' | 'equal' | 'about', boolean][] = [
  [/(?:>=|≥|⩾|at least|not less than|from|min(?:imum)? of)\s*$/i, 'above', true],
  [/(?:<=|≤|⩽|at most|up to|not more than|max(?:imum)? of)\s*$/i, 'below', true],
  [/(?:>|above|over|more than|greater than|higher than|larger than|longer than|exceed(?:s|ing)?)\s*$/i, 'above', false],
  [/(?:<|below|under|less than|lower than|smaller than|shorter than|fewer than)\s*$/i, 'below', false],
  [/(?:≈|~|about|around|approximately|roughly)\s*$/i, 'about', true],
  [/(?:=|equals?|exactly|of|at|is)?\s*$/i, 'equal', true],
];

/** Shares a value may be off and still be the one asked for. */
const offBy = { equal: 0.005, about: 0.1 } as const;

/** Reads `thermal conductivity > 200 W/mK`, `between 5 and 10 mg/L of copper`, `incubated at 37 °C`; null where no number is asked for. The last number decides. */
export function readQuestion(text: string): NumberQuestion | null {
  const quantities = readQuantities(text);
  const asked = quantities.findLast(({ dimension }) => dimension !== '') ?? quantities.at(-1);
  if (!asked) return null;
  const before = text.slice(0, asked.start).replace(/\bbetween\s*$/i, '');
  const [pattern, kind, inclusive] = operators.find(([one]) => one.test(before))!;
  const words = `${before.replace(pattern, ' ')} ${text.slice(asked.end)}`.trim();
  const { dimension, least, most } = asked;
  if (least !== most || kind === 'equal' || kind === 'about') {
    const margin = least !== most ? 0 : Math.abs(least) * (kind === 'about' ? offBy.about : offBy.equal);
    return { words, dimension, above: least - margin, below: most + margin, inclusive: true };
  }
  return kind === 'above'
    ? { words, dimension, above: least, below: Number.POSITIVE_INFINITY, inclusive }
    : { words, dimension, above: Number.NEGATIVE_INFINITY, below: most, inclusive };
}
