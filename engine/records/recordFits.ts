import type { WorkRecord } from '../../shared/domain/record.ts';
import { noticeOf } from '../library/sameWork.ts';
import { familyKey, foldedLetters, titleKey } from '../library/workKeys.ts';

/** What a record is held against. */
export interface ReadPaper {
  title: string;
  authors: readonly string[];
  /** The text of its first pages. */
  opening: string;
}

/** Trigrams two titles share, from which they are one and the same, misread letters and all. */
const alike = 0.85;
/** A title found by itself, without an identifier of the paper, must be nearly the same. */
const nearlySame = 0.95;
/** Letters from which a title that stands on the first pages is no accident. */
const telling = 20;

/**
 * Whether a register's record is the paper's: its title is the paper's, or stands on the paper's first pages. `byTitle`: it was found by nothing but
 * the title; then an author must be the same, too. A correction's or a reply's record is not that of the work.
 */
export function recordFits(record: WorkRecord, paper: ReadPaper, { byTitle }: { byTitle: boolean }): boolean {
  const theirs = titleKey(record.title);
  const ours = titleKey(paper.title);
  if (theirs === null || noticeOf(record.title) !== noticeOf(paper.title)) return false;
  const likeness = ours === null ? 0 : shared(ours, theirs);
  if (byTitle) return likeness >= nearlySame && anAuthorFits(record, paper);
  if (likeness >= alike || (ours !== null && isSubtitleApart(ours, theirs))) return true;
  return theirs.length >= telling && foldedLetters(paper.opening).includes(theirs);
}

function anAuthorFits(record: WorkRecord, { authors, opening }: ReadPaper): boolean {
  const families = record.authors.map(familyKey).filter((name) => name.length > 1);
  if (authors.length > 0) return authors.map(familyKey).some((name) => families.includes(name));
  const words = new Set(opening.split(/[^\p{L}\p{M}’'-]+/u).map(familyKey));
  return families.some((name) => words.has(name));
}

/** One of them goes on with a subtitle. */
function isSubtitleApart(a: string, b: string): boolean {
  return Math.min(a.length, b.length) >= telling && (a.startsWith(b) || b.startsWith(a));
}

/** Sørensen–Dice coefficient over trigrams, 0…1. */
function shared(a: string, b: string): number {
  if (a === b) return 1;
  const [ours, theirs] = [trigrams(a), trigrams(b)];
  if (ours.size + theirs.size === 0) return 0;
  return (2 * [...ours].filter((one) => theirs.has(one)).length) / (ours.size + theirs.size);
}

function trigrams(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, at) => text.slice(at, at + 3)));
}
