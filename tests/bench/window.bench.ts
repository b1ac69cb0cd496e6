import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { ensureElectron } from '../../build/scripts/electron.ts';
import { type BenchResult, held, percentile, told } from './Bench.ts';
import { memoryNow } from './ProcessMemory.ts';
import { fillLibrary } from './tenThousand.ts';

const root = join(import.meta.dirname, '../..');
const papers = 10_000;
const starts = 5;
/** Typed letter by letter, and taken back the same way. */
const typed = ['protein expression', 'wang 2011', 'zzzz', 'effect of pressure', 'müller'];
const scrolledFrames = 900;
const longFrameMs = 50;
const restMs = 15_000;

/**
 * The window over a library of 10,000 papers: from start to a list that can be used, beside an empty Electron window in the same run; the
 * filter, letter by letter until it is drawn; scrolling from one end to the other; memory of all processes at rest.
 */
export async function run(): Promise<BenchResult> {
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY)
    throw new Error('this benchmark needs a display: xvfb-run -a npm run bench window');
  if (!existsSync(join(root, 'out/main/index.js'))) throw new Error('this benchmark needs the built app: npm run build');
  const folder = await mkdtemp(join(tmpdir(), 'hub-bench-window-'));
  try {
    const data = process.env.HUB_BENCH_LIBRARY ?? join(folder, 'library');
    if (!existsSync(join(data, 'library.sqlite'))) await fillLibrary(data, papers);
    await writeFile(join(data, 'settings.json'), JSON.stringify({ firstRunDone: true }));
    const bare = await bareApp(folder);
    const times = { app: [] as number[], bare: [] as number[] };
    // They take turns, so that what else the machine does meets both; the first of each reads the programs from disk.
    for (let n = 0; n <= starts; n++) {
      const bareMs = await timeToShow([bare], 'h1');
      const appMs = await timeToShow([root, '--data', data], '[role=row][data-file]');
      if (n === 0) continue;
      times.bare.push(bareMs);
      times.app.push(appMs);
    }
    const usable = percentile(times.app, 50) / 1000;
    const empty = percentile(times.bare, 50) / 1000;
    return {
      name: `Window over ${papers} papers`,
      rows: [
        held('start to a usable list, median', usable, 's', { atMost: 3 }),
        told('start of an empty Electron window, median', empty, 's'),
        told('the list after the empty window', usable - empty, 's'),
        ...(await inTheWindow(data)),
      ],
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function inTheWindow(data: string) {
  const startedAt = performance.now();
  const electron = await launch([root, '--data', data]);
  try {
    const page = await electron.firstWindow();
    await page.locator(`[role=grid][aria-rowcount="${papers + 1}"]`).waitFor({ timeout: 60_000 });
    const all = (performance.now() - startedAt) / 1000;
    const pid = electron.process().pid as number;
    await sleep(restMs);
    const fresh = memoryNow(pid);
    const letters = await page.evaluate(typeInto, typed);
    const frames = await page.evaluate(scrollThrough, scrolledFrames);
    await searchOnce(page);
    await sleep(restMs);
    const long = frames.filter((ms) => ms > longFrameMs).length / frames.length;
    return [
      told('start to all rows', all, 's'),
      told('filter, one letter until drawn, p50', percentile(letters, 50), 'ms'),
      held('filter, one letter until drawn, p95', percentile(letters, 95), 'ms', { atMost: 100 }),
      told('scrolling, frame p50', percentile(frames, 50), 'ms'),
      held(`scrolling, frames over ${longFrameMs} ms`, long * 100, '%', { atMost: 1 }),
      told('memory of all processes after start', fresh, 'MB'),
      held('memory of all processes at rest, models loaded', memoryNow(pid), 'MB', { atMost: 1200 }),
    ];
  } finally {
    await electron.close();
  }
}

/** An app with one empty window of the same size. */
async function bareApp(folder: string): Promise<string> {
  const file = join(folder, 'bare.cjs');
  await writeFile(
    file,
    `const { app, BrowserWindow } = require('electron');
app.setPath('userData', ${JSON.stringify(join(folder, 'bare'))});
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, useContentSize: true });
  window.loadURL('data:text/html,<h1>Empty</h1>');
});`,
  );
  return file;
}

async function launch(args: string[]): Promise<ElectronApplication> {
  const { path: executablePath } = await ensureElectron();
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return await _electron.launch({ executablePath, args: [...asRoot, ...args] });
}

/** Milliseconds from the start of the program until this is to be seen. */
async function timeToShow(args: string[], selector: string): Promise<number> {
  const startedAt = performance.now();
  const electron = await launch(args);
  try {
    const page = await electron.firstWindow();
    await page.locator(selector).first().waitFor({ timeout: 60_000 });
    return performance.now() - startedAt;
  } finally {
    await electron.close();
  }
}

/** Loads the embedding model, as the first search or question of a day does. */
async function searchOnce(page: Page): Promise<void> {
  await page.keyboard.press('Control+Shift+F');
  await page.keyboard.type('what lowers the yield');
  await page.locator('main [role=status]').first().waitFor({ timeout: 60_000 });
}

/** In the page: types each text into the filter and takes it back, and returns each letter's milliseconds until the frame with it was drawn. */
async function typeInto(texts: string[]): Promise<number[]> {
  const field = document.querySelector<HTMLInputElement>('search input');
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
  if (!field || !set) throw new Error('there is no filter');
  const drawn = () =>
    new Promise<void>((resolve) => {
      requestAnimationFrame(() => {
        // A message comes after the frame that is now being drawn.
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      });
    });
  const times: number[] = [];
  const put = async (text: string) => {
    const startedAt = performance.now();
    set.call(field, text);
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await drawn();
    times.push(performance.now() - startedAt);
    await new Promise((resolve) => setTimeout(resolve, 60));
  };
  for (const text of texts) {
    for (let end = 1; end <= text.length; end++) await put(text.slice(0, end));
    for (let end = text.length - 1; end >= 0; end--) await put(text.slice(0, end));
  }
  return times;
}

/** In the page: scrolls from the first row to the last in this many frames, and returns how long each took. */
async function scrollThrough(frames: number): Promise<number[]> {
  const table = document.querySelector<HTMLElement>('[role=grid]');
  if (!table) throw new Error('there is no table');
  const step = (table.scrollHeight - table.clientHeight) / frames;
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  const times: number[] = [];
  let before = await frame();
  for (let n = 1; n <= frames; n++) {
    table.scrollTop = n * step;
    const now = await frame();
    times.push(now - before);
    before = now;
  }
  return times;
}
