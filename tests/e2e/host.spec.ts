import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HostEvent, windowCommands } from '../../shared/api/desktop.ts';
import type { LibraryStatus } from '../../shared/domain/library.ts';
import { bees, glaciers, maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import { type App, expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

const call = (app: App, route: string, input: unknown = {}) =>
  app.page.evaluate(
    async ([route, input]) => {
      const result = await window.hub.request({ id: crypto.randomUUID(), route: route as string, input });
      if (!result.ok) throw new Error(result.error.message);
      return result.data;
    },
    [route, input] as const,
  );
const queue = async (app: App) => ((await call(app, 'library.status')) as LibraryStatus).queue;

/** Notes the host's events in the page from now on. */
async function listen(app: App): Promise<() => Promise<HostEvent[]>> {
  await app.page.evaluate(() => {
    const heard: unknown[] = [];
    (window as { heard?: unknown[] }).heard = heard;
    window.hub.on((frame) => frame.type === 'host' && heard.push(frame.event));
  });
  return () => app.page.evaluate(() => (window as { heard?: unknown[] }).heard as never);
}

/** The names of the files the library holds. */
const files = async (app: App) => {
  const { items } = (await call(app, 'documents.list')) as { items: { fileName: string }[] };
  return items.map(({ fileName }) => fileName).sort();
};

test('every command of the menu reaches the window', async ({ app }) => {
  const heard = await listen(app);
  const labels = await app.electron.evaluate(({ Menu }) => {
    const clicked: string[] = [];
    const walk = (menu: Electron.Menu) => {
      for (const item of menu.items) {
        if (item.submenu) walk(item.submenu);
        else if (!item.role && item.visible && item.type === 'normal') {
          clicked.push(`${item.label} ${item.accelerator}`);
          item.click();
        }
      }
    };
    walk(Menu.getApplicationMenu() as Electron.Menu);
    return clicked;
  });
  expect(labels).toContain('Add PDFs… CmdOrCtrl+O');
  await expect
    .poll(async () => (await heard()).flatMap((event) => (event.type === 'command' ? [event.command] : [])).sort())
    .toEqual(windowCommands.toSorted());
});

test('the window comes back where it was, maximised or not', async ({ open }) => {
  const place = (app: App) =>
    app.electron.evaluate(({ BrowserWindow }) => {
      const [window] = BrowserWindow.getAllWindows();
      return { bounds: window?.getNormalBounds(), maximized: window?.isMaximized() };
    });
  const first = await open();
  const bounds = { x: 40, y: 60, width: 900, height: 640 };
  await first.electron.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), bounds);
  await expect.poll(() => place(first)).toEqual({ bounds, maximized: false });
  await first.electron.close();
  const second = await open();
  expect(await place(second)).toEqual({ bounds, maximized: false });
});

test('files named on the command line are added, the first start’s and those of a later one, each from its own folder', async ({
  open,
  folder,
}) => {
  await writePapers(join(folder, 'one'), { maize });
  await writePapers(join(folder, 'two'), { bees });
  await writeFile(join(folder, 'two', 'notes.txt'), 'plain text');
  const app = await open({}, undefined, [join(folder, 'one', 'maize.pdf')]);
  await expect.poll(() => files(app)).toEqual(['maize.pdf']);
  const heard = await listen(app);
  const { executable, args } = await app.electron.evaluate(({ app }) => ({
    executable: process.execPath,
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), app.getAppPath()],
  }));
  const later = spawn(executable, [...args, '--data', join(folder, 'library'), 'bees.pdf', 'notes.txt'], {
    cwd: join(folder, 'two'),
    stdio: 'ignore',
  });
  expect(await once(later, 'exit')).toEqual([0, null]);
  await expect.poll(() => files(app)).toEqual(['bees.pdf', 'maize.pdf']);
  // The window is told, also of what could not be added.
  await expect
    .poll(async () => (await heard()).flatMap((event) => (event.type === 'files.given' ? event.files : [])))
    .toMatchObject([
      { file: join(folder, 'two', 'bees.pdf'), status: 'queued' },
      { file: join(folder, 'two', 'notes.txt'), status: 'failed', error: { code: 'not_a_pdf' } },
    ]);
  // macOS gives files by an event.
  const [third] = await writePapers(folder, { glaciers });
  await app.electron.evaluate(({ app }, path) => app.emit('open-file', { preventDefault() {} }, path), third as string);
  await expect.poll(() => files(app)).toEqual(['bees.pdf', 'glaciers.pdf', 'maize.pdf']);
});

test('the machine stays awake while papers are read, and only then', async ({ app, folder }) => {
  await app.electron.evaluate(({ powerSaveBlocker }) => {
    const state = globalThis as { awake?: number; kinds?: string[] };
    state.awake = 0;
    state.kinds = [];
    const { start, stop } = powerSaveBlocker;
    powerSaveBlocker.start = (kind) => {
      state.awake = (state.awake ?? 0) + 1;
      state.kinds?.push(kind);
      return start.call(powerSaveBlocker, kind);
    };
    powerSaveBlocker.stop = (id) => {
      state.awake = (state.awake ?? 0) - 1;
      return stop.call(powerSaveBlocker, id);
    };
  });
  const awake = () => app.electron.evaluate(() => (globalThis as { awake?: number }).awake);
  await app.drop(await writePapers(folder, { one: numberedPaper(1, 20), two: numberedPaper(2, 30) }));
  await expect.poll(awake, { intervals: [100] }).toBe(1);
  await call(app, 'settings.set', { stayAwake: false });
  expect(await awake()).toBe(0);
  await call(app, 'settings.set', { stayAwake: true });
  expect(await awake()).toBe(1);
  await expect.poll(async () => (await queue(app)).queued + (await queue(app)).running, { timeout: 60_000 }).toBe(0);
  await expect.poll(awake).toBe(0);
  expect(await app.electron.evaluate(() => (globalThis as { kinds?: string[] }).kinds)).toContain('prevent-app-suspension');
});

test('reading rests while the machine sleeps; a person’s own pause outlasts it, a sleep that never ended does not', async ({
  open,
}) => {
  const first = await open();
  const tell = (event: 'suspend' | 'resume') =>
    first.electron.evaluate(({ powerMonitor }, event) => void powerMonitor.emit(event), event);
  const paused = async (app: App) => (await queue(app)).paused;
  // The host follows the machine's sleep once its engine is open.
  await expect.poll(() => first.electron.evaluate(({ powerMonitor }) => powerMonitor.listenerCount('resume'))).toBe(1);
  await tell('suspend');
  await expect.poll(() => paused(first)).toBe(true);
  await tell('resume');
  await expect.poll(() => paused(first)).toBe(false);
  await call(first, 'queue.pause');
  await tell('suspend');
  await tell('resume');
  await first.page.waitForTimeout(500);
  expect(await paused(first)).toBe(true);
  await call(first, 'queue.resume');
  await tell('suspend');
  await expect.poll(() => paused(first)).toBe(true);
  await first.electron.evaluate(() => process.kill(process.pid, 'SIGKILL')).catch(() => undefined);
  const second = await open();
  await expect.poll(() => paused(second)).toBe(false);
});

test('a window whose process ends is loaded again and told so', async ({ app, folder }) => {
  await app.drop(await writePapers(folder, { bees }));
  await expect.poll(() => files(app)).toEqual(['bees.pdf']);
  // Playwright loses a page that crashes; what is loaded in its place is watched from the main process.
  const told = app.electron.evaluate(async ({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents as Electron.WebContents;
    const send = contents.send.bind(contents);
    const recovered = new Promise((resolve) => {
      contents.send = (channel, frame) => {
        if (frame.event?.type === 'window.recovered') resolve(true);
        send(channel, frame);
      };
    });
    contents.forcefullyCrashRenderer();
    return await recovered;
  });
  expect(await told).toBe(true);
  const shows = () =>
    app.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(
        `document.querySelector('[data-file="bees.pdf"]') !== null`,
      ),
    );
  await expect.poll(shows).toBe(true);
});
