import type { Document } from '../../shared/domain/document.ts';

/** Running means of how fast this machine works, with a first guess until something was measured. */
class Speed {
  #perUnit: number;
  #measured = false;

  constructor(firstGuess: number) {
    this.#perUnit = firstGuess;
  }

  get msPerUnit(): number {
    return this.#perUnit;
  }

  add(units: number, ms: number): void {
    if (units <= 0) return;
    const seen = ms / units;
    // Weighted towards the recent past: a laptop that was unplugged slows down.
    this.#perUnit = this.#measured ? this.#perUnit * 0.8 + seen * 0.2 : seen;
    this.#measured = true;
  }
}

export const parseSpeed = new Speed(40);
/** Of pages read on their pictures. */
export const ocrSpeed = new Speed(6000);
export const embedSpeed = new Speed(250);
/** A unit is a cell of a matrix. */
export const cellSpeed = new Speed(1500);

/** How many of its pages a document being read still has to be read on their pictures, by document. */
export const recognising = new Map<string, number>();

/** Chunks a page makes, until the document's own number is known. */
const chunksPerPage = 4;
/** Pages of a document not opened yet, from its size. */
const bytesPerPage = 50_000;

/** Milliseconds of work a document still needs at the speed seen so far; null when it needs none. */
export function documentEta(document: Document): number | null {
  if (document.status !== 'queued' && document.status !== 'parsing' && document.status !== 'embedding') return null;
  const pages = document.pageCount || Math.max(1, Math.round(document.sizeBytes / bytesPerPage));
  const chunks = document.status === 'embedding' ? document.chunkCount : pages * chunksPerPage;
  const pagesLeft = document.status === 'embedding' ? 0 : Math.max(0, pages - document.pagesDone);
  const pictures = Math.min(pagesLeft, recognising.get(document.id) ?? 0);
  const readingMs = (pagesLeft - pictures) * parseSpeed.msPerUnit + pictures * ocrSpeed.msPerUnit;
  return Math.round(readingMs + Math.max(0, chunks - document.chunksEmbedded) * embedSpeed.msPerUnit);
}
