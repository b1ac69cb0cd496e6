import type { Passage } from '../../../../shared/domain/passage.ts';
import { fold } from '../library/fold.ts';

/** The passages by paper, the paper with the best one first. */
export function byPaper(passages: readonly Passage[]): { documentId: string; title: string; passages: Passage[] }[] {
  return [...Map.groupBy(passages, ({ documentId }) => documentId)].map(([documentId, own]) => ({
    documentId,
    title: own[0]?.title ?? '',
    passages: own,
  }));
}

/** Characters of a passage that are shown before its first word that was asked for. */
const lead = 90;

/** The part of a passage to show: without its heading, and beginning near the first word that was asked for. */
export function excerpt({ text, section }: Passage, query: string): string {
  const body = section && text.startsWith(section) ? text.slice(section.length).trimStart() : text;
  const first = marked(body, query).find(({ hit }) => hit)?.at ?? 0;
  if (first < 2 * lead) return body;
  return `… ${body.slice(body.indexOf(' ', first - lead) + 1)}`;
}

/** A text cut at the words that were asked for. Short words are too common to mark, and endings do not count. */
export function marked(text: string, query: string): { text: string; hit: boolean; at: number }[] {
  const asked = (fold(query).match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => word.length > 3)
    .map((word) => word.slice(0, Math.max(4, word.length - 2)));
  let at = 0;
  return text.split(/([\p{L}\p{N}\p{M}]+)/u).map((part, n) => {
    const piece = { text: part, hit: n % 2 === 1 && asked.some((word) => fold(part).startsWith(word)), at };
    at += part.length;
    return piece;
  });
}
