import type { TextRun } from '../../shared/domain/geometry.ts';
import type { Block, ParsedPage } from '../ports/Parser.ts';
import { nameBreak, namesIn } from './personNames.ts';

/** Blocks behind the title in which authors are looked for. */
const furthest = 8;
/** A gap this wide (in heights of the line) is one between columns: who else stands in them cannot be told, and nobody is called so. */
const columnGap = 1.4;
const column = ' | ';
/** Characters in front of the title in a reference to the paper. */
const longestReference = 10_000;
/** What ends the head of a paper. */
const headEnds =
  /^\s*(?:abstract|summary|resumo|resumen|r[ée]sum[ée]|zusammenfassung|introduction|1\.?\s|keywords?|contents)\b/iu;
const affiliation =
  /@|\b(?:universi|institut|department|dept\b|school of|college|hospital|cent(?:er|re)\b|laborator|faculty|academy|research|inc\b|ltd\b|gmbh)/iu;

interface HeadBlock {
  page: ParsedPage;
  block: Block;
  text: string;
}

interface Setting {
  runs: TextRun[];
  /** Height of its words, marks aside. */
  size: number;
}

/**
 * The authors as the first page names them below its title, and none where that is not plain: what is wrong is worse than nothing. The list may
 * go on on the next pages.
 */
export function authorsOnPage(pages: readonly ParsedPage[], title: string): string[] {
  const blocks = pages.slice(0, 3).flatMap(blocksOf);
  const at = blocks.findIndex(({ text }) => letters(text) === letters(title));
  if (at < 0 || letters(title) === '') return [];
  const referred = authorsInReference(blocks, title);
  if (referred.length > 0) return referred;
  for (let i = at + 1; i <= at + furthest && i < blocks.length; i++) {
    if (headEnds.test(blocks[i]!.text)) return [];
    const list = listFrom(blocks, i);
    const names = namesIn(list.text);
    if (names && (names.length > 1 || isOnePerson(blocks[i]!, blocks[list.end]))) return names;
  }
  return [];
}

/** The authors in the paper's reference to itself, as `Jane Doe and John Roe. 2024. Title`. */
function authorsInReference(blocks: HeadBlock[], title: string): string[] {
  const start = title.trim().slice(0, 40);
  for (const { text } of blocks) {
    const plain = text.replaceAll(/\s+/gu, ' ');
    const at = plain.lastIndexOf(start);
    const reference =
      at > 0 && at < longestReference
        ? /^(?:[^:]{0,40}:)?(.+?)[\s.,]*\(?(?:19|20)\d\d\)?[\s.,:]*$/u.exec(plain.slice(0, at))
        : null;
    const names = reference && namesIn(reference[1]!);
    if (names) return names;
  }
  return [];
}

/** One name alone could be any short line: it has a mark, or stands above an address. */
function isOnePerson({ block, text }: HeadBlock, below: HeadBlock | undefined): boolean {
  if (/[\d*†‡§¶∗]\s*$/u.test(text.trim())) return true;
  return block.kind !== 'heading' && below !== undefined && !headEnds.test(below.text) && affiliation.test(below.text);
}

/** The block and those it goes on in: of its size and close below, or on the next page. */
function listFrom(blocks: HeadBlock[], from: number): { text: string; end: number } {
  const first = blocks[from]!;
  const { size } = settingOf(first);
  let above = settingOf(first);
  let text = withBreaks(first, above);
  let end = from + 1;
  for (; end < blocks.length; end++) {
    const next = blocks[end]!;
    const samePage = next.page === blocks[end - 1]!.page;
    if (next.block.kind !== first.block.kind || (samePage && !unfinished.test(text.trim()))) break;
    const below = settingOf(next);
    const distance = samePage ? (below.runs[0]?.y ?? 0) - (above.runs.at(-1)?.y ?? 0) : 0;
    if (Math.abs(below.size - size) > 0.03 * size || distance < 0 || distance > 2 * size) break;
    text += ` ${withBreaks(next, below)}`;
    above = below;
  }
  return { text, end };
}

/** A list that goes on: behind a comma, an `and`, or initials. */
const unfinished = /(?:,|\band\b|&|[\s.]\p{Lu}\.)$/u;

/** Letters raised behind a name, which are marks of affiliations: the box of such a word is taller than the others'. */
const raisedLetters = /(?<=\p{Ll}{2})([a-h])(?:,[a-h])*(?=(?:,[*†‡§]*)?$)/u;

/** The block's text with its lines, and gaps between columns marked. */
function withBreaks({ page }: HeadBlock, { runs, size }: Setting): string {
  const words = runs.map((run) => page.text.slice(run.start, run.end));
  const raised = words.map((word, i) => (runs[i]!.height > 1.08 * size ? raisedLetters.exec(word)?.[1] : undefined));
  // Marks begin with the first letter, and are letters or numbers.
  const lettered = raised.includes('a') && !words.some((word) => /\d/.test(word));
  let text = '';
  for (const [i, run] of runs.entries()) {
    const before = runs[i - 1];
    if (before && run.y - before.y > 0.6 * size && run.x < before.x + before.width) text += '\n';
    else if (before) text += run.x - (before.x + before.width) > columnGap * size && !/,$/.test(words[i - 1]!) ? column : ' ';
    text += lettered && raised[i] ? words[i]!.replace(raisedLetters, '') : words[i]!;
  }
  return text.includes(column) ? text : oneNameALine(text);
}

/** Lines are wrapped, unless there is no comma and each is a name of its own. */
function oneNameALine(text: string): string {
  const lines = text.split('\n');
  const apart = lines.length > 1 && !/[,;&]|\band\b/u.test(text.replace(/[\d*†‡§¶∗][\d,\s*†]*/gu, ''));
  return apart && lines.every((line) => namesIn(line)?.length === 1) ? lines.join(nameBreak) : lines.join(' ');
}

function blocksOf(page: ParsedPage): HeadBlock[] {
  return page.blocks.map((block) => ({ page, block, text: page.text.slice(block.start, block.end) }));
}

function settingOf({ page, block }: HeadBlock): Setting {
  const runs = page.runs.filter(({ start }) => start >= block.start && start < block.end);
  const heights = runs.map(({ height }) => height).sort((a, b) => a - b);
  return { runs, size: heights[Math.floor(heights.length / 2)] ?? 0 };
}

const letters = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();

/** Authors the file names, where those are people's names that the first page shows as well: else it may be whoever typed it. */
export function authorsOfFile(author: string, firstPage: ParsedPage | undefined): string[] {
  const names = /\bet al\b/iu.test(author) ? null : namesIn(author);
  const shown = letters(firstPage?.text ?? '');
  return names?.every((name) => shown.includes(letters(name.split(' ').at(-1)!))) ? names : [];
}
