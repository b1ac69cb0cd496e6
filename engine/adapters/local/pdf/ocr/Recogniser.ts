import { createWorker, OEM, type Worker } from 'tesseract.js';
import type { Recognition } from '../../../../ports/Parser.ts';
import type { Picture } from './PagePictures.ts';

/** Geometry in pixels of the straightened picture. */
export interface RecognisedWord {
  text: string;
  /** 0…1. */
  confidence: number;
  x0: number;
  x1: number;
}

export interface RecognisedLine {
  words: RecognisedWord[];
  /** Where its baseline runs, in the middle. */
  baseline: number;
  /** From the lowest descender to the highest ascender its type has, whichever letters it holds. */
  height: number;
}

export interface Recognised {
  lines: RecognisedLine[];
  /** By how much the picture was straightened: radians, clockwise about its middle. */
  skew: number;
}

/** Tesseract on a thread of its own. It reads its program and its language data from local files only. */
export class Recogniser {
  readonly #worker: Worker;

  private constructor(worker: Worker) {
    this.#worker = worker;
  }

  static async start({ languages, shippedDir, downloadedDir }: Recognition): Promise<Recogniser> {
    const worker = await createWorker(languages, OEM.LSTM_ONLY, {
      langPath: shippedDir,
      cachePath: downloadedDir,
      cacheMethod: 'readOnly',
      // Without it a failure is thrown where nobody can catch it; each call rejects as well.
      errorHandler: () => undefined,
    });
    return new Recogniser(worker);
  }

  async read(picture: Picture): Promise<Recognised> {
    await this.#worker.setParameters({ user_defined_dpi: String(Math.round(picture.dpi)) });
    const { data } = await this.#worker.recognize(picture.bytes, { rotateAuto: true }, { text: false, blocks: true });
    const lines: RecognisedLine[] = [];
    for (const block of data.blocks ?? []) {
      for (const line of block.paragraphs.flatMap((paragraph) => paragraph.lines)) {
        const words = line.words.map(({ text, confidence, bbox }) => ({
          text,
          confidence: confidence / 100,
          x0: bbox.x0,
          x1: bbox.x1,
        }));
        lines.push({ words, baseline: (line.baseline.y0 + line.baseline.y1) / 2, height: line.rowAttributes.rowHeight });
      }
    }
    return { lines, skew: data.rotateRadians ?? 0 };
  }
}
