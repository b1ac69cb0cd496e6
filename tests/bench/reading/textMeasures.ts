import { type BenchRow, held, told } from '../Bench.ts';
import { commonLength, f1, mean, tokens } from './measures.ts';
import { popplerText, withoutRunningLines } from './poppler.ts';
import type { ReadPaper } from './readPapers.ts';

/** Likeness of the text to what poppler reads and to the publisher's own, and words broken or glued. */
export function measureText(papers: ReadPaper[], misses: string[]): BenchRow[] {
  const theirs = papers.map(({ path }) => withoutRunningLines(popplerText(path)));
  const known = vocabularyOf([...theirs, ...papers.map(({ truth }) => truth.body?.join('\n') ?? '')]);
  const bags: number[] = [];
  const poppler: number[] = [];
  const jats: number[] = [];
  const better: number[] = [];
  let wrong = 0;
  let words = 0;
  papers.forEach(({ truth, pages }, i) => {
    const text = pages.map((page) => page.text).join('');
    const ours = tokens(unhyphenated(text));
    const other = tokens(unhyphenated(theirs[i]!));
    const alike = (2 * commonLength(ours, other)) / (ours.length + other.length);
    poppler.push(alike);
    const bag = f1(ours, other);
    bags.push(bag);
    const body = truth.body ? tokens(unhyphenated(truth.body.join('\n'))) : null;
    const ofBody = body ? commonLength(ours, body) / body.length : null;
    if (ofBody !== null) jats.push(ofBody);
    const best = Math.max(alike, ofBody ?? 0);
    better.push(best);
    if (best < 0.97)
      misses.push(
        `text ${truth.file}: ${alike.toFixed(3)} of poppler (${bag.toFixed(3)} in any order)${ofBody === null ? '' : `, ${ofBody.toFixed(3)} of the body`}`,
      );
    const bad = brokenOrGlued(text, known);
    wrong += bad.length;
    words += ours.filter((word) => /\p{L}{2}/u.test(word)).length;
    if (bad.length > 0) misses.push(`words ${truth.file}: ${bad.length}: ${bad.slice(0, 12).join(', ')}`);
  });
  return [
    told(`text: likeness of token sequences to poppler’s without running lines, mean of ${poppler.length}`, mean(poppler), ''),
    told('text: the same in any order', mean(bags), ''),
    told(`text: share of the publisher’s body found in sequence, mean of ${jats.length}`, mean(jats), ''),
    held(`text: the better of the two, mean of ${better.length}`, mean(better), '', { atLeast: 0.97 }),
    told('text: papers at 0.97 or more', better.filter((value) => value >= 0.97).length, `of ${better.length}`),
    held(`words broken or glued, of ${words}`, (100 * wrong) / words, '%', { atMost: 0.1 }),
  ];
}

const hyphen = '[-\\u2010\\u00ad]';
/** Poppler leaves words broken at line ends, and cannot tell whose the hyphen is: without those between letters both read alike. */
const unhyphenated = (text: string) => text.replaceAll(new RegExp(`(\\p{L})${hyphen}\\s*\\n?\\s*(?=\\p{L})`, 'gu'), '$1');

interface Vocabulary {
  /** How often a word stands within a line. */
  plain: Map<string, number>;
  /** Compounds seen within a line, without their hyphen. */
  compounds: Set<string>;
}

function vocabularyOf(texts: string[]): Vocabulary {
  const plain = new Map<string, number>();
  const compounds = new Set<string>();
  for (const text of texts) {
    const lines = text.toLowerCase().replaceAll(/\p{L}+[-\u2010\u00ad]\n\s*\p{L}+/gu, ' ');
    for (const word of tokens(lines)) plain.set(word, (plain.get(word) ?? 0) + 1);
    for (const [, a, b] of lines.matchAll(/(?<![\p{L}-])(\p{L}{2,})[-\u2010](\p{L}{2,})(?![\p{L}-])/gu))
      compounds.add(`${a}${b}`);
  }
  return { plain, compounds };
}

/** `distri- bution`; `halflife`, which others write with a hyphen; or a word nobody else reads that is two known ones. */
function brokenOrGlued(text: string, { plain, compounds }: Vocabulary): string[] {
  const isCommon = (word: string) => (plain.get(word) ?? 0) >= 3;
  const isTwo = (word: string) => {
    for (let at = 3; at <= word.length - 3; at++) if (isCommon(word.slice(0, at)) && isCommon(word.slice(at))) return true;
    return false;
  };
  const broken = [...text.toLowerCase().matchAll(/(\p{L}{2,})- (\p{L}{2,})/gu)]
    .filter(([, a, b]) => plain.has(`${a}${b}`) && !(isCommon(a!) && isCommon(b!)))
    .map(([found]) => found);
  const glued = tokens(text).filter(
    (word) =>
      word.length >= 6 &&
      /^\p{L}+$/u.test(word) &&
      !plain.has(word) &&
      (compounds.has(word) || (word.length >= 7 && isTwo(word))),
  );
  return [...broken, ...glued];
}
