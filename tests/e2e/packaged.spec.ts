import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { type Browser, chromium, expect, type Page, test } from '@playwright/test';
import { bees, maize } from '../fixtures/pdf/papers.ts';
import { column, scanPdf } from '../fixtures/pdf/scan.ts';
import { dropFiles } from './dropFiles.ts';
import { wordsUnderMarks } from './marks.ts';
import { writePapers } from './papers.ts';

/** The folder `npm run package` made, on its own: `node build/scripts/testPackage.ts` makes it and runs this. */
const root = join(import.meta.dirname, '../..');
const packaged = join(root, 'dist/linux-unpacked');
/** What it was made from, and where an Electron lies that is not its own. */
const hidden = [root, process.env.HUB_NODE_MODULES ?? join(root, 'node_modules'), join(homedir(), '.cache')];

let folder: string;
let app: ChildProcess;
let browser: Browser;
let page: Page;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hub-packaged-'));
  await cp(packaged, join(folder, 'app'), { recursive: true });
  app = spawn('unshare', alone(), { cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] });
  browser = await chromium.connectOverCDP(await devtoolsOf(app));
  const [context] = browser.contexts();
  page = context?.pages()[0] ?? ((await context?.waitForEvent('page')) as Page);
});

test.afterAll(async () => {
  const ended = once(app, 'exit');
  app.kill('SIGTERM');
  await ended;
  await rm(folder, { recursive: true, force: true });
});

test('the packaged folder alone takes a paper in, makes its vectors, answers and leads to the page', async () => {
  await page.getByRole('button', { name: /^Skip/ }).first().click();
  await dropFiles(page, await writePapers(folder, { maize, bees }));
  const documents = () =>
    page.evaluate(async () => {
      const result = await window.hub.request({ id: crypto.randomUUID(), route: 'documents.list', input: {} });
      const { items } = (result as unknown as { data: { items: { status: string; vectors: string; error: unknown }[] } }).data;
      return items.map(({ status, vectors, error }) => ({ status, vectors, error }));
    });
  // Complete vectors: the model that comes along was found, its checksum right, and its runtime loaded.
  const ready = { status: 'ready', vectors: 'complete', error: null };
  await expect.poll(documents, { timeout: 90_000 }).toEqual([ready, ready]);

  await page
    .getByRole('textbox', { name: 'Question' })
    .fill('How much did uneven seed distribution reduce the grain yield of maize?');
  await page.keyboard.press('Enter');
  const turn = page.getByRole('article').last();
  await expect(turn).toContainText('reduced the grain yield by 9 percent');
  await turn
    .getByRole('button', { name: /^Source 1: .*page 3$/ })
    .first()
    .click();
  const reader = page.getByRole('region', { name: maize.title });
  await expect(reader.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  await expect.poll(() => wordsUnderMarks(page)).toContain('9 percent');
});

// The programs and the data of text recognition lie beside the archive, where a mistake in the packaging loses them.
test('text recognition comes along: a scan is read in the packaged folder', async () => {
  const path = join(folder, 'ferry.pdf');
  const lines = column(['The old ferry crossed the river Weser twice a day.', 'Its lantern was lit with rapeseed oil.'], 40, 80);
  await writeFile(path, await scanPdf([{ lines }]));
  await dropFiles(page, [path]);
  const search = () => ask('search', { query: 'rapeseed lantern', mode: 'lexical', k: 1 });
  await expect.poll(async () => JSON.stringify(await search()), { timeout: 90_000 }).toContain('lit with rapeseed oil');
});

test('llama.cpp comes along: a model that is none fails as a model, not for want of it', async () => {
  const about = await ask('host.about', {});
  const { modelsDir } = about as unknown as { modelsDir: string };
  await writeFile(join(modelsDir, 'broken.gguf'), 'no model');
  const question = 'How much did uneven seed distribution reduce the grain yield of maize?';
  const answer = await page.evaluate(
    (question) => window.hub.request({ id: crypto.randomUUID(), route: 'answers.ask', input: { question, generator: 'local' } }),
    question,
  );
  expect(answer).toMatchObject({ ok: false, error: { code: 'generator_failed' } });
  expect(JSON.stringify(answer)).toMatch(/GGUF|magic/i);
});

test('a test build says so and does not look for updates', async () => {
  const marked = (await readdir(join(folder, 'app/resources'))).includes('TEST-BUILD.txt');
  test.skip(!marked, 'this package holds the official Electron');
  expect(await ask('updates.check', {})).toMatchObject({ state: 'unsupported', reason: expect.stringContaining('test build') });
});

test('the fuses are as they were set: no Node, no inspector, no code but the archive’s', async () => {
  const wire = await getCurrentFuseWire(executable());
  // A fuse is a character in the executable.
  const on = (fuse: FuseV1Options) => Number(wire[fuse]) === '1'.charCodeAt(0);
  expect({
    runAsNode: on(FuseV1Options.RunAsNode),
    cookies: on(FuseV1Options.EnableCookieEncryption),
    nodeOptions: on(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    inspect: on(FuseV1Options.EnableNodeCliInspectArguments),
    integrity: on(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyArchive: on(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: on(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    runAsNode: false,
    cookies: true,
    nodeOptions: false,
    inspect: false,
    integrity: true,
    onlyArchive: true,
    fileProtocol: false,
  });
});

async function ask(route: string, input: unknown): Promise<Record<string, unknown>> {
  const result = await page.evaluate(
    ([route, input]) => window.hub.request({ id: crypto.randomUUID(), route: route as string, input }),
    [route, input] as const,
  );
  expect(result).toMatchObject({ ok: true });
  return (result as { data: Record<string, unknown> }).data;
}

const executable = () => join(folder, 'app', process.env.HUB_PACKAGED_EXECUTABLE ?? 'ai-research-hub-test-build');

/** Arguments of `unshare`: the app in a mount namespace where the checkout, its node_modules and the cached Electron are empty folders. */
function alone(): string[] {
  const asRoot = process.getuid?.() === 0;
  const script = [
    'mount --make-rprivate /',
    ...hidden.map((path) => `if [ -e '${path}' ]; then mount -t tmpfs none "$(readlink -f '${path}')"; fi`),
    `test ! -e '${root}/package.json'`,
    'exec "$@"',
  ].join(' && ');
  const args = ['--remote-debugging-port=0', '--data', join(folder, 'library'), ...(asRoot ? ['--no-sandbox'] : [])];
  return [...(asRoot ? [] : ['--map-root-user']), '--mount', 'bash', '-c', script, 'alone', executable(), ...args];
}

/** Where the app's DevTools listen, as it says on its standard error. */
function devtoolsOf(app: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    app.stderr?.on('data', (data) => {
      said += data;
      const [, address] = /DevTools listening on (ws:\S+)/.exec(said) ?? [];
      if (address) resolve(address);
    });
    app.once('exit', (code) => reject(new Error(`the packaged app ended (${code}):\n${said}`)));
  });
}
