import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expectAccessible } from './axe.ts';
import { startChatServer } from './chatServer.ts';
import { type App, appWithoutModels, expect, test } from './fixtures.ts';

const sections = [
  'Models',
  'Device',
  'Library',
  'Scanned pages',
  'Appearance',
  'Privacy',
  'Updates',
  'Keyboard shortcuts',
  'About',
] as const;

async function openSection(app: App, name: (typeof sections)[number]) {
  await app.page.keyboard.press('Control+,');
  await app.page.getByRole('tab', { name, exact: true }).click();
  return app.page.getByRole('tabpanel', { name, exact: true });
}

/** The answer of the next file dialog; none: it is closed. */
async function willChoose(app: App, ...filePaths: string[]): Promise<void> {
  await app.electron.evaluate(({ dialog }, paths) => {
    dialog.showOpenDialog = async () => ({ canceled: paths.length === 0, filePaths: paths });
  }, filePaths);
}

test('every section is reached by keys and readable by anyone, in a narrow window too', async ({ app }) => {
  const { page } = app;
  await page.keyboard.press('Control+,');
  await expect(page.getByRole('tab', { name: 'Models', exact: true })).toBeFocused();
  for (const [index, name] of sections.entries()) {
    if (index > 0) await page.keyboard.press('ArrowDown');
    await expect(page.getByRole('tabpanel', { name, exact: true })).toBeVisible();
    await expect(page.getByText('Measuring…')).toHaveCount(0);
    await expectAccessible(page);
    await app.screen(`settings-${name.toLowerCase().replaceAll(' ', '-')}`);
  }
  await app.resize(1920, 1080);
  await page.getByRole('tab', { name: 'Models', exact: true }).click();
  await app.screen('settings-models-1920');
  // The narrowest the window can be.
  await app.resize(900, 600);
  await expect(page.getByRole('tablist', { name: 'Settings' })).toHaveAttribute('aria-orientation', 'horizontal');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tabpanel', { name: 'Device' })).toBeVisible();
  await expectAccessible(page);
  await app.screen('settings-device-narrow');
});

test('the theme changes at once, goes back with the system’s, and what was set outlives a restart', async ({ open }) => {
  const first = await open();
  // Playwright pretends a light system unless told not to.
  await first.page.emulateMedia({ colorScheme: null });
  const ground = (app: App) => app.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await ground(first);
  const appearance = await openSection(first, 'Appearance');
  await appearance.getByRole('radio', { name: 'Dark' }).click();
  await expect.poll(() => ground(first)).not.toBe(light);
  await appearance.getByRole('radio', { name: 'Light' }).click();
  await expect.poll(() => ground(first)).toBe(light);
  await appearance.getByRole('radio', { name: 'Dark' }).click();
  await (await openSection(first, 'Library')).getByRole('switch', { name: 'Stay awake while papers are read' }).click();
  await (await openSection(first, 'Device')).getByRole('radio', { name: 'Graphics card through WebGPU' }).click();
  await expect(first.page.getByText('In use until the next start: Processor.')).toBeVisible();
  await first.electron.close();

  const second = await open();
  await second.page.emulateMedia({ colorScheme: null });
  expect(await ground(second)).not.toBe(light);
  await expect((await openSection(second, 'Library')).getByRole('switch')).not.toBeChecked();
  await expect((await openSection(second, 'Device')).getByRole('radio', { name: /WebGPU/ })).toBeChecked();
  // This machine has none, and says so instead of failing.
  await expect(second.page.getByText('In use: Processor.')).toBeVisible();
  await expect(second.page.getByText(/^WebGPU cannot be used on this machine, so the processor is\./)).toBeVisible();
  await second.screen('settings-device-fallback');
});

test('what this machine was measured to do best is shown, and a measurement can be stopped', async ({ open, folder }) => {
  const common = { modelId: 'Xenova/gte-small', title: 'GTE small (English)', problem: '' };
  const trials = [
    { ...common, device: 'cpu', batchTokens: 512, tokensPerSecond: 3120, parity: null },
    { ...common, device: 'webgpu', batchTokens: 8192, tokensPerSecond: 18_400, parity: 0.99998 },
    {
      ...common,
      device: 'cuda',
      batchTokens: 4096,
      tokensPerSecond: null,
      parity: null,
      problem: 'The model could not be run on this machine.',
    },
    {
      ...common,
      modelId: 'gte-small-int8',
      title: 'GTE small, 8 bit (English)',
      device: 'cpu',
      batchTokens: 512,
      tokensPerSecond: 6650,
      parity: null,
    },
  ];
  const tuning = { modelId: common.modelId, at: 1_790_000_000_000, trials, chosen: { device: 'webgpu', batchTokens: 8192 } };
  await mkdir(join(folder, 'library'), { recursive: true });
  await writeFile(join(folder, 'library/tuning.json'), JSON.stringify(tuning));
  const app = await open();
  const device = await openSection(app, 'Device');
  await expect(device.getByRole('row', { name: /Graphics card through WebGPU.*18,400.*Fastest · cosine 0.99998/ })).toBeVisible();
  await expect(device.getByRole('row', { name: /8 bit.*Another model/ })).toBeVisible();
  await expectAccessible(app.page);
  await app.screen('settings-device-measured');
  await device.getByRole('button', { name: 'Measure again' }).click();
  await expect(device.getByText('Measuring…')).toBeVisible();
  await device.getByRole('button', { name: 'Stop' }).click();
  await expect(device.getByRole('row', { name: /18,400/ })).toBeVisible();
});

test('an endpoint is tested on entry: each way it fails says why, a good one is kept and can write answers', async ({ app }) => {
  const server = await startChatServer(['ready'], { models: ['small', 'large'], key: 'sk-right' });
  const models = await openSection(app, 'Models');
  const said = (text: string) => expect(models.getByText(text)).toBeVisible();
  const fill = (name: string, text: string) => models.getByLabel(name, { exact: true }).fill(text);
  const test = () => models.getByRole('button', { name: 'Test and use' }).click();
  const keepAnyway = models.getByRole('button', { name: 'Keep anyway' });

  await fill('Address', 'my server');
  await test();
  await said('This is not a web address. It begins with http:// or https://.');
  await expect(keepAnyway).toHaveCount(0);
  await fill('Address', 'http://127.0.0.1:9/v1');
  await fill('Model', 'small');
  await test();
  await said('127.0.0.1:9 cannot be reached. Check the address, and that the server runs.');
  await expect(keepAnyway).toBeVisible();
  await app.screen('settings-endpoint-failed');
  await fill('Address', server.url);
  await fill('Key', 'sk-wrong');
  await test();
  await said('The endpoint refuses the key (401). Check it.');
  await fill('Key', 'sk-right');
  await fill('Model', 'huge');
  await test();
  await said('The endpoint has no model named “huge”.');
  await fill('Model', '');
  await test();
  await said('The server answers. Choose one of its models, then test it.');
  await app.screen('settings-endpoint-choose');
  await models.getByLabel('Model', { exact: true }).selectOption('large');
  await test();
  await app.page.getByRole('button', { name: 'Write answers with it' }).click();
  await expect(models.getByRole('radio', { name: 'Model endpoint (large)' })).toBeChecked();
  const key = models.getByLabel('Key', { exact: true });
  await expect(key).toHaveValue('');
  await expect(key).toHaveAttribute('placeholder', 'A key is kept. Type here to replace it.');
  expect(await app.page.content()).not.toContain('sk-right');
  await app.screen('settings-endpoint-kept');

  const privacy = await openSection(app, 'Privacy');
  await expect(privacy.getByText(/^The endpoint 127\.0\.0\.1:\d+ runs on this machine/)).toBeVisible();
  await privacy.getByRole('button', { name: 'Remove endpoint' }).click();
  await expect(privacy.getByText('No endpoint is set up')).toBeVisible();
  await expect((await openSection(app, 'Models')).getByRole('radio', { name: 'Sentences from your papers' })).toBeChecked();
  server.close();
});

test('an endpoint that fails its test is kept only when told to, and privacy says what it would get', async ({ app }) => {
  const models = await openSection(app, 'Models');
  await models.getByLabel('Address', { exact: true }).fill('https://models.invalid/v1');
  await models.getByLabel('Model', { exact: true }).fill('m');
  await models.getByRole('button', { name: 'Test and use' }).click();
  await models.getByRole('button', { name: 'Keep anyway' }).click();
  await expect(models.getByRole('button', { name: 'Remove endpoint' })).toBeVisible();
  const privacy = await openSection(app, 'Privacy');
  await expect(privacy.getByText('Sent to models.invalid')).toBeVisible();
  await expect(privacy.getByText(/your question.*passages found.*Never whole papers/)).toBeVisible();
  await app.screen('settings-privacy-endpoint');
});

test('a GGUF file is added, another file is refused, a closed dialog changes nothing', async ({ app, folder }) => {
  const good = join(folder, 'tiny-chat.gguf');
  const bad = join(folder, 'holiday.gguf');
  const header = Buffer.alloc(64);
  header.write('GGUF');
  header.writeUInt32LE(3, 4);
  await writeFile(good, header);
  await writeFile(bad, 'no model at all');
  const models = await openSection(app, 'Models');
  const add = models.getByRole('button', { name: 'Add a GGUF file…' });
  await willChoose(app);
  await add.click();
  await expect(add).toBeEnabled();
  await willChoose(app, bad);
  await add.click();
  await expect(app.page.getByText(/^holiday\.gguf is not a GGUF model\./)).toBeVisible();
  await expect(models.getByText('tiny-chat')).toHaveCount(0);
  await willChoose(app, good);
  await add.click();
  await expect(app.page.getByText('tiny-chat.gguf was added.')).toBeVisible();
  await app.page.getByRole('button', { name: 'Write answers with it' }).click();
  await expect(models.getByRole('radio', { name: /tiny-chat/ })).toBeChecked();
  await app.screen('settings-gguf');
});

test('a model that is missing can be downloaded, and a download that fails says so', async ({ open, folder }) => {
  const app = await open({ HUB_MODEL_MIRROR: 'http://127.0.0.1:9' }, await appWithoutModels(folder));
  const models = await openSection(app, 'Models');
  await models.getByRole('button', { name: 'Install GTE small (English)' }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Install' }).click();
  await expect(models.getByRole('alert')).toContainText('could not be downloaded');
  await expectAccessible(app.page);
  await app.screen('settings-download-failed');
});

test('the shortcuts open over any view and close by the same key, and focus is back', async ({ app }) => {
  const add = app.page.getByRole('button', { name: /Add PDFs/ }).first();
  await add.focus();
  await app.page.keyboard.press('F1');
  const dialog = app.page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByRole('row', { name: /Settings/ })).toContainText('Ctrl');
  await expectAccessible(app.page);
  await app.screen('shortcuts');
  await app.page.keyboard.press('Control+/');
  await expect(dialog).toHaveCount(0);
  await expect(add).toBeFocused();
});

test('either side is put away and brought back by its button, and the focus stays with it', async ({ app }) => {
  const { page } = app;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Hide sidebar').press('Enter');
  await expect(page.getByRole('navigation')).toHaveCount(0);
  await expect(button('Show sidebar')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(button('Hide sidebar')).toBeFocused();
  await button('Hide chat and details').press('Enter');
  await expect(button('Chat')).toBeFocused();
  await app.screen('sides-away');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('tab', { name: 'Chat' })).toBeVisible();
  await expect(button('Hide chat and details')).toBeFocused();
});
