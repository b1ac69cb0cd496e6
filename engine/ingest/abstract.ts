import type { ParsedPage } from '../ports/Parser.ts';
import { lettersOf, type TextBlock, textBlocks } from './textBlocks.ts';

/** Pages an abstract may begin on: a repository's cover, and a long list of authors, come before it. */
const pagesAhead = 4;
const longest = 6000;
const name = 'abstract|summary|executive summary|resumo|resumen|r[ée]sum[ée]|zusammenfassung|sommario|riassunto';
const heading = new RegExp(`^(?:\\d\\.?\\s+)?(?:${name})\\s*[:.]?$`, 'iu');
const leading = new RegExp(`^(?:${name})\\s*(?:[:.–—-]\\s*|\\s(?=\\p{Lu}|\\())`, 'iu');
const ends =
  /^(?:key ?words?|palavras[- ]chave|palabras clave|mots[- ]cl[ée]s|schlüsselwörter|index terms|ccs concepts|subjects?|jel classification|abbreviations|general terms|msc|pacs|(?:(?:1|i)\.?\s+)?introduction$|acm reference|how to cite|cite (?:this|as)|como citar|trial registration$)/iu;
/** Parts of an abstract that may be set as headings of their own. */
const part =
  /^(?:background|objectives?|aims?|purpose|introduction|context|methods?|methodology|design|settings?|participants|patients|interventions?|measurements|main outcome measures?|materials? and methods|results?|findings|conclusions?|discussion|interpretation|significance|funding|trial registration|limitations)\s*[:.]?$/iu;
/** What stands at the foot or edge of a first page, between parts of the text. */
const aside =
  /^(?:[*†‡§¶∗]|correspondence|corresponding author|communicated by|e-?mail|\d{1,2}\s?(?:\p{Lu}\p{Ll}+ )*(?:department|school|institute|university|centre|center|faculty)|received|accepted|published|copyright|©|open access|doi\b|https?:|edited by|editor\b|academic editor|licen[sc]e|(?:19|20)\d\d the authors?|this (?:is an open|work is licensed|article is))|creative commons|all rights reserved/iu;

/**
 * The abstract: what follows a heading of that name or begins with that word, else the one long paragraph that leads to the keywords or the introduction.
 * Empty where none of that is plain.
 */
export function abstractOf(pages: readonly ParsedPage[], title: string): string {
  const blocks = textBlocks(pages.slice(0, pagesAhead)).filter(({ kind }) => kind !== 'references' && kind !== 'caption');
  const named = blocks.findIndex(({ kind, text }) => (kind === 'heading' || kind === 'paragraph') && heading.test(text));
  if (named >= 0) {
    const found = underHeading(blocks.slice(named + 1));
    if (found) return found;
  }
  const begun = blocks.findIndex(({ kind, text }) => kind === 'paragraph' && leading.test(text) && text.length > 120);
  if (begun >= 0) return goingOn(blocks.slice(begun)).replace(leading, '');
  return withoutName(blocks, title);
}

/** Paragraphs up to the keywords or the next section; headings that are parts of an abstract belong to it where a later one opens the text. */
function underHeading(blocks: TextBlock[]): string {
  const structured = isStructured(blocks);
  const taken: string[] = [];
  const opened = new Set<string>();
  for (const { kind, text } of blocks) {
    if (ends.test(text) && !(structured && part.test(text))) break;
    if (kind === 'heading') {
      if (!structured || !part.test(text) || opened.has(lettersOf(text))) break;
      opened.add(lettersOf(text));
      taken.push(text);
    } else if (kind === 'paragraph' && !isAside(text)) taken.push(text);
    if (taken.join(' ').length > longest) return '';
  }
  return withoutKeywords(taken.join(' '));
}

/** Keywords may stand in the same paragraph. */
const withoutKeywords = (text: string) =>
  text.split(/\s(?:key ?words|palavras-chave|palabras clave|mots-cl[ée]s)\s*:/iu)[0]!.trim();

/** Right under it stands `Background`, and keywords or an introduction come behind such parts. */
function isStructured(blocks: TextBlock[]): boolean {
  const [first] = blocks;
  if (first?.kind !== 'heading' || !part.test(first.text)) return false;
  const headings = blocks.filter(({ kind, text }) => kind === 'heading' || ends.test(text));
  const end = headings.findIndex(({ text }) => !part.test(text));
  return end >= 2 && end <= 8;
}

const isAside = (text: string) => aside.test(text) && text.length < 700;

/** A paragraph, with its parts and with what goes on beyond a page's or column's end. */
function goingOn(blocks: TextBlock[]): string {
  const taken = [blocks[0]!.text];
  for (const { kind, text } of blocks.slice(1)) {
    if (kind === 'heading' || ends.test(text)) break;
    if (kind !== 'paragraph' || isAside(text)) continue;
    const open = !/[.!?]["”’)\]]*$/u.test(taken.at(-1)!);
    const labelled = /^(?:\p{Lu}[\p{L}/ ]{2,30})[:.]\s/u.test(text) && part.test(text.split(/[:.]/)[0]!);
    if (!labelled && !(open && /^[\p{Ll}\d(]/u.test(text))) break;
    taken.push(text);
  }
  return withoutKeywords(taken.join(' '));
}

/** Without a word that says so: the one paragraph of some length between the head of the paper and its keywords or introduction. */
function withoutName(blocks: TextBlock[], title: string): string {
  const from = blocks.findIndex(({ text }) => lettersOf(text) === lettersOf(title));
  const to = blocks.findIndex(
    ({ kind, text }, i) => i > from && (ends.test(text) || (kind === 'heading' && /introduction|background/iu.test(text))),
  );
  if (from < 0 || to < 0 || to - from > 40) return '';
  const between = blocks.slice(from + 1, to);
  const next = between.findIndex(({ kind }) => kind === 'heading');
  const head = next < 0 ? between : between.slice(0, next);
  const long = head.filter(({ kind, text }) => kind === 'paragraph' && isProse(text));
  if (long.length === 0) return '';
  const found = goingOn(head.slice(head.indexOf(long[0]!)));
  return long.every(({ text }) => found.includes(text)) ? found : '';
}

/** Sentences, and neither addresses nor a licence. */
function isProse(text: string): boolean {
  const small = text.match(/\b\p{Ll}{2,}\b/gu)?.length ?? 0;
  return (
    text.length >= 350 &&
    text.length <= 4000 &&
    small > 0.55 * text.split(' ').length &&
    !isLicence(text) &&
    !/@\S+\.\w/.test(text)
  );
}

const isLicence = (text: string) =>
  /creative commons|open[- ]access article|all rights reserved|copyright ©|permission to make/iu.test(text);
