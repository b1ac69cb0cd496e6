import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type HubServer, startHubServer } from '../fixtures/hubServer.ts';
import { expectAccessible } from './axe.ts';
import { type App, appWithoutModels, expect, test } from './fixtures.ts';

const repo = 'lab/chat-GGUF';
const gguf = 'lab-chat-q4.gguf';
const licence = { name: 'Apache-2.0', url: 'https://example.org/licence' };
const common = { about: 'Short, simple answers.', licence, memory: 1e9, from: { hub: { repo, revision: 'main' } } };
const chat = {
  id: 'lab-chat',
  task: 'generation',
  title: 'Lab Chat 1B',
  parameters: 1,
  files: [{ path: gguf, approximateSize: 3e6 }],
  ...common,
};

/** An app whose catalogue names a small model of the hub given, beside the default embedder, which came with it. */
async function openWith(
  hub: HubServer,
  folder: string,
  open: (settings: Record<string, string>, app: string) => Promise<App>,
): Promise<App> {
  const app = await appWithoutModels(folder);
  const file = join(app, 'resources/models.json');
  const { defaultEmbedder, models } = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ defaultEmbedder, models: [...models.slice(0, 3), chat] }));
  return await open({ HUB_MODEL_MIRROR: hub.url }, app);
}

async function openModels(app: App) {
  await app.page.keyboard.press('Control+,');
  await app.page.getByRole('tab', { name: 'Models', exact: true }).click();
  return app.page.getByRole('tabpanel', { name: 'Models', exact: true });
}

test('a model is installed with its licence told before, paused, resumed, used and removed', async ({ open, folder }) => {
  const model = Buffer.concat([Buffer.from('GGUF\u0003\0\0\0'), randomBytes(3_000_000)]);
  const hub = await startHubServer(repo, { [gguf]: model });
  const app = await openWith(hub, folder, open);
  const { page } = app;
  const models = await openModels(app);
  const button = (name: string) => models.getByRole('button', { name, exact: true });
  await models.getByRole('button', { name: 'Show 1 more model' }).click();
  await button('Install Lab Chat 1B').click();
  const dialog = page.getByRole('dialog', { name: 'Install Lab Chat 1B' });
  await expect(dialog.getByRole('button', { name: /^Apache-2.0/ })).toBeVisible();
  await expect(dialog.getByText(`huggingface.co/${repo}`)).toBeVisible();
  await expect(dialog.getByText(/the hash the server declares now/)).toBeVisible();
  await expectAccessible(page);
  await app.screen('models-licence');

  hub.slowMs = 1000;
  await dialog.getByRole('button', { name: 'Install' }).click();
  await expect(models.getByText(/of 3 MB · .* a second, .* left/)).toBeVisible();
  await expectAccessible(page);
  await app.screen('models-downloading');
  await button('Pause the download of Lab Chat 1B').click();
  await expect(models.getByText('Paused')).toBeVisible();
  await app.screen('models-paused');
  hub.slowMs = 0;
  await button('Resume the download of Lab Chat 1B').click();
  await expect(button('Write answers with Lab Chat 1B')).toBeVisible();
  expect(hub.requests.at(-1)).toMatch(/^GET storage .* bytes=\d+-$/);
  await button('Write answers with Lab Chat 1B').click();
  await expect(models.getByRole('radio', { name: new RegExp(gguf.replace('.gguf', '')) })).toBeChecked();
  await expect(button('Remove Lab Chat 1B')).toHaveCount(0);
  await expectAccessible(page);
  await app.screen('models-in-use');

  await models.getByRole('radio', { name: 'Sentences from your papers' }).click();
  await page.getByRole('tab', { name: 'Device', exact: true }).click();
  await page.getByRole('tab', { name: 'Models', exact: true }).click();
  await button('Remove Lab Chat 1B').click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
  await expect(button('Remove Lab Chat 1B')).toHaveCount(0);
  await expect(models.getByRole('button', { name: 'Show 1 more model' })).toBeVisible();
  hub.close();
});

test('bytes that are not what the hub declares are refused in words, and a retry may succeed', async ({ open, folder }) => {
  const hub = await startHubServer(repo, { [gguf]: randomBytes(500_000) });
  hub.wrong.add(gguf);
  const app = await openWith(hub, folder, open);
  const models = await openModels(app);
  await models.getByRole('button', { name: 'Show 1 more model' }).click();
  await models.getByRole('button', { name: 'Install Lab Chat 1B' }).click();
  await app.page.getByRole('dialog').getByRole('button', { name: 'Install' }).click();
  await expect(models.getByRole('alert')).toContainText('The download does not match its checksum.');
  await expectAccessible(app.page);
  await app.screen('models-failed');
  hub.wrong.clear();
  await models.getByRole('button', { name: 'Retry the download of Lab Chat 1B' }).click();
  await expect(models.getByRole('button', { name: 'Write answers with Lab Chat 1B' })).toBeVisible();
  hub.close();
});
