import type { MessagePort } from 'node:worker_threads';
import type { OcrMessage, OcrPage, OcrRequest, Turn } from './ocrPage.ts';
import { ocrPageOf, sureWords } from './ocrPageOf.ts';
import { PagePictures } from './PagePictures.ts';
import { type Recognised, Recogniser } from './Recogniser.ts';

/** More gives no more right words, measured on scans of small print; less does. */
const readingDpi = 300;
/** Enough to tell whether a page stands upright. */
const probingDpi = 110;
/** A page with this share of sure words stands as it should. */
const uprightShare = 0.3;
/** With fewer there is nothing to turn. */
const leastWords = 5;
/** Pages turned in vain in a file after which it is done no more: their script is not known here, or they hold drawings. */
const maxVainTurns = 2;

/** Recognises the text of pages on this thread, one request after another, all of one file and in the same languages. */
export function serveOcr(port: MessagePort): void {
  const post = (message: OcrMessage) => port.postMessage(message);
  let tools: Promise<Tools> | undefined;
  let queue = Promise.resolve();
  port.on('message', (request: OcrRequest) => {
    tools ??= open(request);
    queue = queue
      .then(async () => readPage(await tools!, request))
      .then(
        (page) => post({ type: 'page', page }),
        (error) => post({ type: 'failed', message: String(error) }),
      );
  });
}

interface Tools {
  pictures: PagePictures;
  recogniser: Recogniser;
  vainTurns: number;
}

async function open({ path, password, recognition }: OcrRequest): Promise<Tools> {
  const [pictures, recogniser] = await Promise.all([PagePictures.open(path, password), Recogniser.start(recognition)]);
  return { pictures, recogniser, vainTurns: 0 };
}

async function readPage(tools: Tools, { page, turn }: OcrRequest): Promise<OcrPage> {
  const { pictures, recogniser } = tools;
  const startedAt = performance.now();
  const picture = await pictures.draw(page, turn, readingDpi);
  const read = async (at: Turn, dpi: number) => recogniser.read(await pictures.draw(page, at, dpi));
  let best = picture.blank ? { lines: [], skew: 0 } : await recogniser.read(picture);
  let drawn = { picture, turn };
  if (!standsUpright(best) && tools.vainTurns < maxVainTurns) {
    let most = sureWords(best);
    for (const other of ([0, 90, 180, 270] as const).filter((one) => one !== turn)) {
      const words = sureWords(await read(other, probingDpi));
      if (words <= 2 * most) continue;
      most = words;
      drawn = { picture, turn: other };
    }
    if (drawn.turn === turn) tools.vainTurns++;
    else {
      drawn.picture = await pictures.draw(page, drawn.turn, readingDpi);
      best = await recogniser.read(drawn.picture);
    }
  }
  const { raw, ...found } = ocrPageOf(page, best, drawn.picture, drawn.turn);
  return { ...found, raw: { ...raw, durationMs: performance.now() - startedAt } };
}

function standsUpright(read: Recognised): boolean {
  const words = read.lines.reduce((sum, line) => sum + line.words.length, 0);
  return words < leastWords || sureWords(read) >= uprightShare * words;
}
