import type { ParsedPage } from '../ports/Parser.ts';
import { lettersOf, type TextBlock, textBlocks } from './textBlocks.ts';

/** Bounded, as all that looks for DOIs: a text may repeat their beginning without end. */
const pattern = /\b10\.\d{4,9}\/[^\s"“”<>{}|\\^`]{1,250}/g;
/** Pages at either end of a paper that may say its DOI. */
const outerPages = 3;
/** Archives of data and software: what stands there belongs to a paper, but is not it. */
const archives = /^10\.(?:5281|5061|6084|17605|17632|7910|24433)\//;
/** A block this long that names a DOI speaks of something, unless it says the title. */
const longestLabel = 260;
const citeThis = /cite this|citation:|como citar|cómo citar|how to cite|cite as/i;
/** `doi:10.1186/1-2 Cite this article as: …`, which publishers set behind the last reference. */
const beforeCiteThis = /10\.\d{4,9}\/\S{1,250}\s+cite this article as/i;
/** Another work is spoken of. */
const otherWork =
  /\((?:19|20)\d\d[a-z]?\)[.,:]?\s(?!\d)|implementation of|reply to|comment on|correct(?:ion|s) to|corrigendum|erratum|→/i;

/** All DOIs a text names, in order: lower case, without an address before or punctuation behind; those broken at a line's end are joined. */
export function doisIn(text: string): string[] {
  return [...joined(text).matchAll(pattern)].flatMap(([found]) => trimmed(found) ?? []);
}

/** `10. 1371/x`, `10.1371/journal.pone. 0115884`, `10.1000/ 182`: what stands before the break is no DOI yet. */
function joined(text: string): string {
  return text
    .replaceAll(/\b10\. (?=\d{4,9}\/\S)/g, '10.')
    .replaceAll(/(\b10\.\d{4,9}\/(?:[^\s\d]{0,100}[./_-])?) (?=\S{0,100}\d)/g, '$1')
    .replaceAll(/(\b10\.\d{4,9}\/\S{0,100}[/_-]) (?=\S{0,100}\d)/g, '$1');
}

function trimmed(found: string): string | null {
  let doi = found.toLowerCase().replace(/(?:[?#]|&(?:amp|lt|gt);).*$/u, '');
  for (;;) {
    const before = doi;
    doi = doi.replace(/[.,;:'’*†‡·]+$/u, '');
    for (const [open, close] of [
      ['(', ')'],
      ['[', ']'],
    ] as const) {
      if (doi.endsWith(close) && doi.split(close).length > doi.split(open).length) doi = doi.slice(0, -1);
    }
    if (doi === before) break;
  }
  // Without a number, and with a full stop behind it, it may be the half of one.
  return /\/.*\d/.test(doi) || (doi === found.toLowerCase() && doi.length > 16) ? doi : null;
}

/**
 * The DOI printed for the paper itself: in a short line on its first pages, or in the reference to itself, or in `running` (what stands at the
 * edges of its pages). Never one of its references; null where there is none, or several that may be it.
 */
export function doiOf(pages: readonly ParsedPage[], title: string, running: readonly string[]): string | null {
  const outer = textBlocks(pages.filter((_, i) => i < outerPages || i >= pages.length - outerPages));
  const blocks = outer.filter(({ kind }) => kind !== 'references');
  const own = lettersOf(title).slice(0, 60);
  const whole = outer.map(({ text }) => text).join(' ');
  const cited = doisIn(beforeCiteThis.exec(whole)?.[0] ?? '');
  if (cited.length === 1) return cited[0]!;
  const referred = ofAll(blocks.filter((block) => own.length > 15 && refersToItself(block, own)));
  if (referred.length === 1) return referred[0]!;
  for (const page of [1, 2, 3]) {
    const labels = blocks.filter(
      (block) => block.page === page && block.text.length <= longestLabel && !otherWork.test(block.text),
    );
    const found = ofAll(labels);
    if (found.length > 0) return found.length === 1 ? found[0]! : null;
  }
  // On one page alone a page number may have got into it.
  const [first, ...others] = running.flatMap(doisIn);
  return first !== undefined && others.length > 0 && others.every((doi) => doi === first) ? first : null;
}

/** `Cite this article as: …` or another reference that says the title; the DOI stands behind it, or right before. */
function refersToItself({ text, page }: TextBlock, own: string): boolean {
  const letters = lettersOf(text);
  return letters.includes(own) && letters.length > own.length + 20 && (page <= 3 || citeThis.test(text)) && text.length < 2000;
}

function ofAll(blocks: TextBlock[]): string[] {
  return [...new Set(blocks.flatMap(({ text }) => doisIn(text)))].filter((doi) => !archives.test(doi));
}

/** `arXiv:2401.01234v2`, as printed on the first page or along its edge (`running`); without the version. */
export function arxivIdOf(pages: readonly ParsedPage[], running: readonly string[]): string | null {
  const texts = [...textBlocks(pages.slice(0, 1)).map(({ text }) => text), ...running];
  const found = texts.filter((text) => text.length <= longestLabel).flatMap((text) => arxivId(text) ?? []);
  return new Set(found).size === 1 ? found[0]! : null;
}

function arxivId(text: string): string | null {
  const match = /\barxiv:\s*(\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d+)?\b/iu.exec(text);
  return match?.[1]?.toLowerCase() ?? null;
}
