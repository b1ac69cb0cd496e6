import { type Aligner, type CitedText, citeText } from './citations.ts';
import { splitClaims, withoutMarks } from './claims.ts';

/**
 * Follows a text while it is written: whenever a sentence is finished, tells the text so far with its citations in place. One alignment runs at a time and the
 * next one takes up all that was written meanwhile.
 */
export class CitedStream {
  readonly #aligner: Aligner;
  readonly #onCited: (cited: CitedText) => void;
  #written = '';
  #finished = 0;
  #closed = false;
  #running: Promise<void> | undefined;

  constructor(aligner: Aligner, onCited: (cited: CitedText) => void) {
    this.#aligner = aligner;
    this.#onCited = onCited;
  }

  push(delta: string): void {
    this.#written += delta;
    // Should it fail, `end` meets the same failure.
    this.#running ??= this.#follow()
      .catch(() => undefined)
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** The whole text, as one pass over it cites it; told too. */
  async end(text: string): Promise<CitedText> {
    this.close();
    await this.#running;
    const cited = await citeText(this.#aligner, text);
    this.#onCited(cited);
    return cited;
  }

  /** Nothing is told any more. */
  close(): void {
    this.#closed = true;
  }

  async #follow(): Promise<void> {
    while (!this.#closed) {
      const finished = splitClaims(this.#written);
      const last = finished.pop();
      // Until the next sentence has a word, a mark may follow that belongs to the one before.
      if (!last || finished.length <= this.#finished || !/\p{L}/u.test(last.text)) return;
      const cited = await this.#aligner.cite(finished);
      if (this.#closed) return;
      this.#finished = finished.length;
      this.#onCited({ ...cited, text: cited.text + withoutMarks(this.#written.slice(last.start)) });
    }
  }
}
