import { type BenchRow, held, told } from '../Bench.ts';
import { commonLength, f1, mean, tokens } from './measures.ts';
import { popplerText, withoutRunningLines } from './poppler.ts';
import type { ReadPaper } from './readPapers.ts';

/** Likeness of the text to what poppler reads and to the publisher's own, and words broken or glued. */
export function measureText(papers: ReadPaper[], misses: string[]): BenchRow[] {
  const theirs = papers.map(({ path }) => withoutRunningLines(popplerText(path)));
  const known = vocabulary([...theirs.map(joined), ...papers.map(({ truth }) => truth.body?.join('\n') ?? '')]);
  const bags: number[] = [];
  const poppler: number[] = [];
  const jats: number[] = [];
  const better: number[] = [];
  let wrong = 0;
  let words = 0;
  papers.forEach(({ truth, pages }, i) => {
    const ours = tokens(pages.map(({ text }) => text).join(''));
    const other = tokens(joined(theirs[i]!));
    const alike = (2 * commonLength(ours, other)) / (ours.length + other.length);
    poppler.push(alike);
    const bag = f1(ours, other);
    bags.push(bag);
    const body = truth.body ? tokens(truth.body.join('\n')) : null;
    const ofBody = body ? commonLength(ours, body) / body.length : null;
    if (ofBody !== null) jats.push(ofBody);
    const best = Math.max(alike, ofBody ?? 0);
    better.push(best);
    if (best < 0.97) misses.push(`text ${truth.file}: ${alike.toFixed(3)} of poppler (${bag.toFixed(3)} in any order)${ofBody === null ? '' : `, ${ofBody.toFixed(3)} of the body`}`);
    const bad = brokenOrGlued(pages.map(({ text }) => text).join(''), known);
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

/** Poppler leaves words broken at line ends. */
const joined = (text: string) => text.replaceAll(/(\p{L})[-\u2010\u00ad]\n\s*(?=\p{Ll})/gu, '$1');

function vocabulary(texts: string[]): Map<string, number> {
  const known = new Map<string, number>();
  for (const text of texts) for (const word of tokens(text)) known.set(word, (known.get(word) ?? 0) + 1);
  return known;
}

/** `distri- bution`, or a word nobody else reads that is two known ones. */
function brokenOrGlued(text: string, known: Map<string, number>): string[] {
  const broken = [...text.toLowerCase().matchAll(/(\p{L}{2,})- (\p{L}{2,})/gu)]
    .filter(([, a, b]) => known.has(`${a}${b}`) && !(isCommon(a!, known) && isCommon(b!, known)))
    .map(([found]) => found);
  const glued = tokens(text).filter((word) => word.length >= 7 && /^\p{L}+$/u.test(word) && !known.has(word) && isTwo(word, known));
  return [...broken, ...glued];
}

const isCommon = (word: string, known: Map<string, number>) => (known.get(word) ?? 0) >= 3;

function isTwo(word: string, known: Map<string, number>): boolean {
  for (let at = 3; at <= word.length - 3; at++) if (isCommon(word.slice(0, at), known) && isCommon(word.slice(at), known)) return true;
  return false;
}
