import { type BenchRow, held, told } from '../Bench.ts';
import { commonLength, f1, mean, tokens } from './measures.ts';
import { popplerRaw, popplerText, withoutRunningLines } from './poppler.ts';
import type { ReadPaper } from './readPapers.ts';

/** Likeness of the text to what poppler reads and to the publisher's own, and words broken or glued. */
export function measureText(papers: ReadPaper[], misses: string[]): BenchRow[] {
  const theirs = papers.map(({ path }) => withoutRunningLines(popplerText(path)));
  const known = vocabularyOf([...theirs, ...papers.map(({ truth }) => truth.body?.join('\n') ?? '')]);
  const scores = papers.map((paper, i) => likeness(paper, theirs[i]!));
  const bodies = scores.flatMap(({ body }) => body ?? []);
  const better = scores.map(({ found, raw, body }) => Math.max(found, raw, body ?? 0));
  papers.forEach(({ truth }, i) => {
    const { found, raw, bag, body } = scores[i]!;
    if (better[i]! >= 0.97) return;
    const ofBody = body === null ? '' : `, ${body.toFixed(3)} of the body`;
    misses.push(
      `text ${truth.file}: ${found.toFixed(3)} of poppler, ${raw.toFixed(3)} in the file’s order, ${bag.toFixed(3)} in any${ofBody}`,
    );
  });
  const wrong = papers.map(({ pages }) => brokenOrGlued(pages.map(({ text }) => text).join(''), known));
  papers.forEach(({ truth }, i) => {
    if (wrong[i]!.length > 0) misses.push(`words ${truth.file}: ${wrong[i]!.length}: ${wrong[i]!.slice(0, 12).join(', ')}`);
  });
  const words = scores.reduce((sum, score) => sum + score.words, 0);
  const n = papers.length;
  return [
    told(
      `text: likeness of sequences to poppler’s without running lines, mean of ${n}`,
      mean(scores.map(({ found }) => found)),
      '',
    ),
    told('text: the same to poppler’s in the order of the file', mean(scores.map(({ raw }) => raw)), ''),
    told('text: the same in any order', mean(scores.map(({ bag }) => bag)), ''),
    told(`text: share of the publisher’s body found in sequence, mean of ${bodies.length}`, mean(bodies), ''),
    held(`text: the better of poppler (either order) and body, mean of ${n}`, mean(better), '', { atLeast: 0.97 }),
    told('text: papers at 0.97 or more', better.filter((value) => value >= 0.97).length, `of ${n}`),
    held(`words broken or glued, of ${words}`, (100 * wrong.flat().length) / words, '%', { atMost: 0.1 }),
  ];
}

function likeness({ truth, path, pages }: ReadPaper, poppler: string) {
  const ours = tokens(unhyphenated(pages.map(({ text }) => text).join('')));
  const alike = (theirs: string[]) => (2 * commonLength(ours, theirs)) / (ours.length + theirs.length);
  const other = tokens(unhyphenated(poppler));
  const body = truth.body && tokens(unhyphenated(truth.body.join('\n')));
  return {
    found: alike(other),
    raw: alike(tokens(unhyphenated(withoutRunningLines(popplerRaw(path))))),
    bag: f1(ours, other),
    body: body && commonLength(ours, body) / body.length,
    words: ours.filter((word) => /\p{L}{2}/u.test(word)).length,
  };
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
