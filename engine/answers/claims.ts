import { sentences } from '../ingest/sentences.ts';

/** A sentence of a written text, without the marks of its writer. */
export interface Claim {
  text: string;
  /** What it states: the text without the number or dash of a list, which no source holds. */
  stated: string;
  /** Offset in the written text. */
  start: number;
  /** Passages the writer named, 1-based. */
  named: Set<number>;
  /** What separates it from the next one. */
  gap: string;
}

/** A writer's own mark, `[1, 3]`, which numbers passages. */
const mark = /\s*\[[\d,;\s–-]+\]/gu;

/** What a list puts before its items. */
const listMark = /^\s*(?:[-*+•]|\d{1,3}[.)])\s+/u;

/** Sentences with the marks taken out; a mark after the full stop belongs to the sentence before it. */
export function splitClaims(text: string): Claim[] {
  const marksInside = text.replaceAll(/([.!?])((?:\s*\[[\d,;\s–-]+\])+)/gu, '$2$1');
  return sentences(marksInside).map((span, i, all) => {
    const sentence = marksInside.slice(span.start, span.end);
    const named = new Set([...sentence.matchAll(/\[([\d,;\s–-]+)\]/gu)].flatMap((match) => numbersIn(match[1]!)));
    const plain = sentence.replaceAll(mark, '').trim();
    const next = all[i + 1];
    const stated = plain.replace(listMark, '');
    return { text: plain, stated, start: span.start, named, gap: next ? marksInside.slice(span.end, next.start) : '' };
  });
}

function numbersIn(list: string): number[] {
  return list.split(/[,;\s]+/u).flatMap((part) => {
    const [from, to] = part.split(/[–-]/u).map(Number);
    if (!from) return [];
    return to && to > from && to - from < 20 ? Array.from({ length: to - from + 1 }, (_, i) => from + i) : [from];
  });
}

/** A text that is being written as a reader may see it: without the writer's own marks, which number passages, also one that is not finished yet. */
export function withoutMarks(text: string): string {
  return text.replaceAll(mark, '').replace(/\s*(?:\[[\d,;\s–-]*)?$/u, '');
}
