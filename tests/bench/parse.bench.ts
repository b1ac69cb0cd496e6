import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../engine/processes/ProcessClient.ts';
import { RemoteParser } from '../../engine/processes/RemoteParser.ts';
import { type BenchResult, held, told } from './Bench.ts';

const root = join(import.meta.dirname, '../..');
const papers = join(root, '../shared/data/papers');
const rounds = 3;

/**
 * Pages a second of the parser as the engine uses it (process, thread, layout, title) against a bare pdf.js loop that reads text and operator list of the
 * same files. Both take turns file by file, and the fastest time of each file counts: what else the machine does can only slow one down.
 */
export async function run(): Promise<BenchResult> {
  if (!existsSync(papers)) return { name: 'Parsing: no papers at hand', rows: [] };
  const files = readdirSync(papers)
    .filter((file) => file.endsWith('.pdf'))
    .map((file) => join(papers, file));
  const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
  const client = new ProcessClient({
    name: 'parser',
    config: {},
    launch: nodeLauncher((name) => join(root, `engine/processes/entries/${name}.ts`)),
    log: silent,
  });
  try {
    const parser = new RemoteParser(client);
    const ours = async (path: string) => {
      const { pageCount } = await parser.parse({ path }, { signal: new AbortController().signal, onPage: () => undefined });
      return pageCount;
    };
    const fastest = { ours: files.map(() => Number.POSITIVE_INFINITY), bare: files.map(() => Number.POSITIVE_INFINITY) };
    let pages = 0;
    // The first round loads the libraries and warms up.
    for (let round = 0; round <= rounds; round++) {
      pages = 0;
      for (const [n, file] of files.entries()) {
        for (const [side, read] of [['ours', ours] as const, ['bare', bare] as const]) {
          const start = performance.now();
          const count = await read(file);
          if (side === 'ours') pages += count;
          if (round > 0) fastest[side][n] = Math.min(fastest[side][n]!, (performance.now() - start) / 1000);
        }
      }
    }
    const speed = (seconds: number[]) => pages / seconds.reduce((sum, each) => sum + each, 0);
    return {
      name: `Parsing: ${files.length} papers, ${pages} pages, best of ${rounds} rounds`,
      rows: [
        told('the parser, with its process', speed(fastest.ours), 'pages/s'),
        told('a bare pdf.js loop over text and operator list', speed(fastest.bare), 'pages/s'),
        held('share of the bare speed', speed(fastest.ours) / speed(fastest.bare), '', { atLeast: 0.8 }),
      ],
    };
  } finally {
    client.close();
  }
}

const packageFolder = dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json'));

async function bare(path: string): Promise<number> {
  const task = getDocument({
    data: new Uint8Array(await readFile(path)),
    cMapUrl: join(packageFolder, 'cmaps/'),
    standardFontDataUrl: join(packageFolder, 'standard_fonts/'),
    wasmUrl: join(packageFolder, 'wasm/'),
    verbosity: VerbosityLevel.ERRORS,
  });
  const document = await task.promise;
  for (let number = 1; number <= document.numPages; number++) {
    const page = await document.getPage(number);
    await page.getTextContent();
    await page.getOperatorList();
    page.cleanup();
  }
  const { numPages } = document;
  await task.destroy();
  return numPages;
}
