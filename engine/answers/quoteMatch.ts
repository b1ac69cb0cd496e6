import type { Span } from '../../shared/domain/geometry.ts';

interface Folded {
  text: string;
  /** Offset in the original of each folded character. */
  offsets: number[];
}

/**
 * Text reduced to what survives typesetting: compatibility forms resolved, case folded, white space, hyphens and soft hyphens gone, one kind of quotation mark.
 * Two texts that fold alike read alike.
 */
function fold(text: string): Folded {
  let folded = '';
  const offsets: number[] = [];
  let at = 0;
  for (const character of text) {
    const plain = character
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s\p{Pd}\u00AD\u2212]/gu, '')
      .replaceAll(/[‘’‚‛′]/gu, "'")
      .replaceAll(/[“”„‟″]/gu, '"');
    for (let i = 0; i < plain.length; i++) offsets.push(at);
    folded += plain;
    at += character.length;
  }
  return { text: folded, offsets };
}

/** Where `quote` stands in `text`, differences of typesetting aside; null when it does not. An empty quote stands nowhere. */
export function findQuote(text: string, quote: string): Span | null {
  return quoteFinder(text)(quote);
}

/** `findQuote` for many quotes in one text. */
export function quoteFinder(text: string): (quote: string) => Span | null {
  const haystack = fold(text);
  return (quote) => {
    const needle = fold(quote).text;
    const at = needle === '' ? -1 : haystack.text.indexOf(needle);
    if (at < 0) return null;
    const last = haystack.offsets[at + needle.length - 1]!;
    return { start: haystack.offsets[at]!, end: last + (text.codePointAt(last)! > 0xffff ? 2 : 1) };
  };
}

/** What a text puts in quotation marks, from three words on: shorter ones name a term, they do not quote. */
export function quotedStrings(text: string): string[] {
  const quoted = [...text.matchAll(/[“"„«]([^“”"„«»]+)[”"»]/gu)].map((match) => match[1]!.trim().replace(/[.,;:!?]+$/u, ''));
  return quoted.filter((quote) => quote.split(/\s+/).length >= 3);
}
