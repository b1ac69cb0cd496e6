import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getDocument, VerbosityLevel } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { ProcessClient } from '../../engine/processes/ProcessClient.ts';
import { RemoteParser } from '../../engine/processes/RemoteParser.ts';
import { twoColumnPaper } from '../fixtures/pdf/layouts.ts';
import { type BenchResult, type BenchRow, held, told } from './Bench.ts';
import { peakMbOf } from './ProcessMemory.ts';

const root = join(import.meta.dirname, '../..');
const papers = join(root, '../shared/data/papers');
const long = join(root, '../shared/data/edge-pdfs/manypages__DA-619p.pdf');
const rounds = 3;
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

/** How fast papers are read, alone and side by side, and how much memory a long one takes. */
export async function run(): Promise<BenchResult> {
  if (!existsSync(papers)) return { name: 'Parsing: no papers at hand', rows: [] };
  const files = readdirSync(papers)
    .filter((file) => file.endsWith('.pdf'))
    .map((file) => join(papers, file));
  return {
    name: `Parsing: ${files.length} papers, best of ${rounds} rounds`,
    rows: [...(await againstBare(files)), ...(await sideBySide(files)), ...(await memoryOfLong())],
  };
}

/**
 * Pages a second of the parser as the engine uses it (process, thread, layout, title) against a bare pdf.js loop that reads text and operator list of the
 * same files. Both take turns file by file, and the fastest time of each file counts: what else the machine does can only slow one down.
 */
async function againstBare(files: string[]): Promise<BenchRow[]> {
  const client = parserProcess();
  const ours = reading([client]);
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
  client.close();
  const speed = (seconds: number[]) => pages / seconds.reduce((sum, each) => sum + each, 0);
  return [
    told('the parser, with its process', speed(fastest.ours), 'pages/s'),
    told('a bare pdf.js loop over text and operator list', speed(fastest.bare), 'pages/s'),
    held('share of the bare speed', speed(fastest.ours) / speed(fastest.bare), '', { atLeast: 0.8 }),
  ];
}

/** The whole folder through one process and through two, as fast as each can, in turns. */
async function sideBySide(files: string[]): Promise<BenchRow[]> {
  const clients = [parserProcess(), parserProcess()];
  const seconds = async (count: number) => {
    const read = reading(clients.slice(0, count));
    const start = performance.now();
    await Promise.all(files.map(read));
    return (performance.now() - start) / 1000;
  };
  await seconds(2);
  const fastest = { one: Number.POSITIVE_INFINITY, two: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    fastest.one = Math.min(fastest.one, await seconds(1));
    fastest.two = Math.min(fastest.two, await seconds(2));
  }
  for (const client of clients) client.close();
  return [
    told('all papers, one process', fastest.one, 's'),
    told('all papers, two processes', fastest.two, 's'),
    held('two processes against one', fastest.one / fastest.two, '×', { atLeast: 1.7 }),
  ];
}

/** The most memory a fresh parser process takes, all of it, for each of two long documents. */
async function memoryOfLong(): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hub-bench-'));
  const drawn = join(folder, 'long.pdf');
  await writeFile(drawn, await twoColumnPaper(600));
  const rows: BenchRow[] = [];
  for (const file of [drawn, ...(existsSync(long) ? [long] : [])]) {
    const client = parserProcess();
    const pages = await reading([client])(file);
    rows.push(held(`peak memory for ${pages} pages`, peakMbOf(client.pid!), 'MB', { atMost: 700 }));
    client.close();
  }
  await rm(folder, { recursive: true });
  return rows;
}

function parserProcess(): ProcessClient {
  const launch = nodeLauncher((name) => join(root, `engine/processes/entries/${name}.ts`));
  return new ProcessClient({ name: 'parser', config: {}, launch, log: silent });
}

/** Reads a file in the first of the processes that is free; gives its number of pages. */
function reading(processes: ProcessClient[]): (path: string) => Promise<number> {
  const parser = new RemoteParser(processes);
  return async (path) => {
    const { pageCount } = await parser.parse({ path }, { signal: new AbortController().signal, onPage: () => undefined });
    return pageCount;
  };
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
