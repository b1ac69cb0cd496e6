import { maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { appWithoutModels, expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

test.use({ firstRun: true });

test('three steps by Enter alone lead to the papers, and it never comes again unless asked for', async ({ open }) => {
  const first = await open();
  const { page } = first;
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('Nothing. Reading, search and answers run here');
  await expectAccessible(page);
  await first.screen('first-run-welcome');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('GTE small (English)');
  await expect(dialog).toContainText('In use');
  await expectAccessible(page);
  await first.screen('first-run-model');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Drop PDFs or folders anywhere in this window');
  await expectAccessible(page);
  await first.screen('first-run-papers');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await first.electron.close();

  const second = await open();
  await expect(second.page.getByText('No papers yet')).toBeVisible();
  await expect(second.page.getByRole('dialog')).toHaveCount(0);
  await second.page.keyboard.press('Control+,');
  await second.page.getByRole('tab', { name: 'Library', exact: true }).click();
  await second.page.getByRole('button', { name: 'Show again' }).click();
  await expect(second.page.getByRole('dialog', { name: 'Welcome to AI Research Hub' })).toBeVisible();
});

for (const [name, steps] of [
  ['Escape', 0],
  ['Escape', 1],
  ['the button', 0],
  ['the button', 1],
] as const)
  test(`${name} skips it at step ${steps + 1}, for good`, async ({ open }) => {
    const first = await open();
    const dialog = first.page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    for (let step = 0; step < steps; step++) await dialog.getByRole('button', { name: 'Next' }).click();
    if (name === 'Escape') await first.page.keyboard.press('Escape');
    else await dialog.getByRole('button', { name: 'Skip introduction' }).click();
    await expect(dialog).toHaveCount(0);
    await first.electron.close();
    const second = await open();
    await expect(second.page.getByText('No papers yet')).toBeVisible();
    await expect(second.page.getByRole('dialog')).toHaveCount(0);
  });

test('a paper dropped on the first step is read, and a first question is answered from it', async ({ open, folder }) => {
  const app = await open();
  const dialog = app.page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  const files = await writePapers(folder, { maize });
  await app.dragOver(files);
  await expect(app.page.getByText('Drop to add to your library')).toBeVisible();
  await app.screen('first-run-dragging');
  await app.drop(files);
  await expect(dialog).toContainText('Add your first papers');
  await expect(dialog).toContainText('is ready.');
  await app.screen('first-run-ready');
  await dialog.getByRole('button', { name: 'Ask a first question' }).click();
  await expect(dialog).toHaveCount(0);
  const turn = app.page.getByRole('article').last();
  await expect(turn.getByRole('button', { name: /^Source 1: / }).first()).toBeVisible();
  await app.screen('first-run-answer');
});

test('without the search model the second step offers it', async ({ open, folder }) => {
  const app = await open({ HUB_MODEL_MIRROR: 'http://127.0.0.1:9' }, await appWithoutModels(folder));
  const dialog = app.page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Next' }).click();
  await expect(dialog).toContainText('Until it is here, papers are searched by their words.');
  await dialog.getByRole('button', { name: 'Install GTE small (English)' }).click();
  await app.page.getByRole('dialog', { name: 'Install GTE small (English)' }).getByRole('button', { name: 'Install' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await app.screen('first-run-no-model');
});
