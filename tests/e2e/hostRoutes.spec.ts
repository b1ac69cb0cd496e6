import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HostRouteInput, HostRouteName, RequestResult } from '../../shared/api/desktop.ts';
import { bees } from '../fixtures/pdf/papers.ts';
import { startChatServer } from './chatServer.ts';
import { type App, expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

const ask = (app: App, route: string, input: unknown): Promise<RequestResult> =>
  app.page.evaluate(([route, input]) => window.hub.request({ id: crypto.randomUUID(), route: route as string, input }), [
    route,
    input,
  ] as const);
/** The answer of a host route that must not fail. */
async function host<R extends HostRouteName>(app: App, route: R, input: HostRouteInput<R>): Promise<Record<string, unknown>> {
  const result = await ask(app, route, input);
  expect(result).toMatchObject({ ok: true });
  return (result as { data: Record<string, unknown> }).data;
}

/** Takes the place of the system's dialogs, file manager and browser, which no test can work; tells what was asked of them. */
async function standIn(app: App, chosen: { open?: string; save?: string }): Promise<() => Promise<string[]>> {
  await app.electron.evaluate(({ dialog, shell }, { open, save }) => {
    const asked: string[] = [];
    (globalThis as { asked?: string[] }).asked = asked;
    dialog.showOpenDialog = async () => ({ canceled: !open, filePaths: open ? [open] : [] });
    dialog.showSaveDialog = (async (_window: unknown, options: { defaultPath: string }) => {
      asked.push(`save ${options.defaultPath}`);
      return { canceled: !save, filePath: save ?? '' };
    }) as unknown as typeof dialog.showSaveDialog;
    shell.openExternal = async (url) => void asked.push(`browse ${url}`);
    shell.showItemInFolder = (path) => void asked.push(`reveal ${path}`);
    shell.openPath = async (path) => {
      asked.push(`open ${path}`);
      return '';
    };
  }, chosen);
  return () => app.electron.evaluate(() => (globalThis as { asked?: string[] }).asked?.splice(0) ?? []);
}

test('settings reach the window, the system’s theme and the next start; a damaged file costs only itself', async ({
  open,
  folder,
}) => {
  const first = await open();
  expect(await host(first, 'settings.get', {})).toMatchObject({ theme: 'system', firstRunDone: true, endpointHasKey: false });
  const heard = first.page.evaluate(
    () => new Promise((resolve) => window.hub.on((frame) => frame.type === 'host' && resolve(frame.event))),
  );
  await host(first, 'settings.set', { theme: 'dark' });
  expect(await heard).toMatchObject({ type: 'settings.changed', settings: { theme: 'dark', firstRunDone: true } });
  const theme = (app: App) => app.electron.evaluate(({ nativeTheme }) => nativeTheme.themeSource);
  expect(await theme(first)).toBe('dark');
  expect(await ask(first, 'settings.set', { theme: 'plaid' })).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  await first.electron.close();
  const second = await open();
  expect(await theme(second)).toBe('dark');
  await second.electron.close();
  await writeFile(join(folder, 'library/settings.json'), '{"theme": "da');
  const third = await open();
  expect(await host(third, 'settings.get', {})).toMatchObject({ theme: 'system' });
  expect(await readFile(join(folder, 'library/settings.json.damaged'), 'utf8')).toBe('{"theme": "da');
});

test('an endpoint entered in the settings writes the next answer, without a restart', async ({ app, folder }) => {
  const server = await startChatServer(['Bees dance. [1]']);
  const baseUrl = server.settings.HUB_OPENAI_URL;
  await app.drop(await writePapers(folder, { bees }));
  await expect(app.row('bees.pdf').getByText('Ready')).toBeVisible();
  const question = 'How far away were the gardens that the waggle dances of honeybees pointed to?';
  const answer = () => ask(app, 'answers.ask', { question, generator: 'openai' });
  expect(await answer()).toMatchObject({ ok: false, error: { code: 'generator_unavailable' } });
  const shown = await host(app, 'settings.set', { endpoint: { baseUrl, model: 'm' }, endpointKey: 'sk-secret' });
  // The test's machine has no keyring, and the key must not lie in a file in the clear.
  expect(shown).toMatchObject({ endpointHasKey: true, keyOutlivesRun: false });
  expect(await readFile(join(folder, 'library/settings.json'), 'utf8')).not.toContain('sk-secret');
  expect(await answer()).toMatchObject({
    ok: true,
    data: { generator: 'openai', answer: expect.stringContaining('Bees dance.') },
  });
  const gone = await host(app, 'settings.testEndpoint', { baseUrl: 'http://127.0.0.1:9/v1', model: 'm' });
  expect(gone).toMatchObject({ ok: false, message: expect.stringContaining('cannot be reached') });
  server.close();
});

test('only web pages and mail addresses leave for the browser', async ({ app }) => {
  const asked = await standIn(app, {});
  for (const url of ['file:///etc/passwd', 'http://example.org/', 'javascript:alert(1)', 'smb://host/share', 'not a link', ''])
    expect(await ask(app, 'host.openLink', { url })).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  await host(app, 'host.openLink', { url: 'https://doi.org/10.1000/182' });
  await host(app, 'host.openLink', { url: 'mailto:author@example.org' });
  expect(await asked()).toEqual(['browse https://doi.org/10.1000/182', 'browse mailto:author@example.org']);
});

test('a text is saved where the person says, under a name that leads nowhere else', async ({ app, folder }) => {
  const target = join(folder, 'answer.md');
  const asked = await standIn(app, { save: target });
  expect(await host(app, 'host.saveText', { fileName: '../../etc/cron.d/x?.md', text: '# Yes' })).toEqual({ saved: true });
  expect(await readFile(target, 'utf8')).toBe('# Yes');
  const [save] = await asked();
  expect(save).toMatch(/\/etc cron\.d x \.md$/);
  await standIn(app, {});
  expect(await host(app, 'host.saveText', { fileName: 'a.md', text: '' })).toEqual({ saved: false });
});

test('a paper is shown where it came from, else as the stored copy; folders open', async ({ app, folder }) => {
  const [file] = (await writePapers(folder, { bees })) as [string];
  await app.drop([file]);
  await expect(app.row('bees.pdf').getByText('Ready')).toBeVisible();
  const asked = await standIn(app, {});
  const listed = (await ask(app, 'documents.list', {})) as unknown as { data: { items: { id: string; blobHash: string }[] } };
  const [{ id, blobHash }] = listed.data.items as [{ id: string; blobHash: string }];
  await host(app, 'host.revealDocument', { id });
  await rm(file);
  await host(app, 'host.revealDocument', { id });
  const [original, stored] = await asked();
  expect(original).toBe(`reveal ${file}`);
  expect(stored).toContain(blobHash);
  expect(await ask(app, 'host.revealDocument', { id: 'unknown' })).toMatchObject({ error: { code: 'not_found' } });
  await host(app, 'host.openFolder', { folder: 'models' });
  await host(app, 'host.openFolder', { folder: 'data' });
  const library = join(folder, 'library');
  expect(await asked()).toEqual([`open ${join(library, 'models')}`, `open ${library}`]);
  const about = await host(app, 'host.about', {});
  expect(about).toMatchObject({ dataDir: library, modelsDir: join(library, 'models') });
  expect(about.dataBytes).toBeGreaterThan(10_000);
});

test('a GGUF file chosen in the dialog is a model from then on, anything else is refused', async ({ app, folder }) => {
  const notes = join(folder, 'notes.gguf');
  await writeFile(notes, 'plain text');
  await standIn(app, { open: notes });
  expect(await ask(app, 'models.importChosen', { kind: 'file' })).toMatchObject({
    ok: false,
    error: { message: 'notes.gguf is not a GGUF model.' },
  });
  const model = join(folder, 'tiny.gguf');
  await writeFile(model, Buffer.concat([Buffer.from('GGUF\u0003\0\0\0'), Buffer.alloc(64)]));
  await standIn(app, { open: model });
  expect(await host(app, 'models.importChosen', { kind: 'file' })).toMatchObject({
    model: { id: 'tiny.gguf', state: 'installed' },
  });
  expect(await readFile(join(folder, 'library/models/tiny.gguf'))).toEqual(await readFile(model));
  await standIn(app, {});
  expect(await host(app, 'models.importChosen', { kind: 'file' })).toEqual({ model: null });
});
