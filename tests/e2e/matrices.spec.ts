import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { type App, expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

const questions = ['How did uneven seed distribution change the grain yield?', 'When was sliding of the glacier fastest?'];

test('three papers are asked two questions: each answer opens its page, and the table is kept, changed and saved', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.drop(await writePapers(`${folder}/papers`, { maize, glaciers, bees }));
  for (const file of ['maize.pdf', 'glaciers.pdf', 'bees.pdf'])
    await expect(app.row(file).getByText('Ready')).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Matrices' }).click();
  await expect(page.getByRole('heading', { name: 'Ask many papers the same questions' })).toBeVisible();
  await app.screen('matrix-none');
  await expectAccessible(page);

  await page.getByRole('button', { name: 'New matrix' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'New matrix' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Field trials');
  await dialog.getByRole('textbox', { name: 'Questions' }).fill(questions.join('\n'));
  await app.screen('matrix-new');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Create' }).click();
  const grid = page.getByRole('grid', { name: 'Field trials' });
  await expect(page.getByText('6 cells, complete')).toBeVisible({ timeout: 60_000 });
  await expect(grid.getByRole('gridcell')).toHaveCount(6);
  const cellOf = (title: string, column: number) =>
    grid
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: title }) })
      .getByRole('gridcell')
      .nth(column);
  await expect(cellOf(maize.title, 0)).toContainText('9 percent');
  await expect(cellOf(bees.title, 1)).toContainText('not reported');
  await app.screen('matrix');
  await expectAccessible(page);

  // A citation opens the reader at its page; closing it leads back to the cell.
  await cellOf(maize.title, 0).getByRole('button', { name: 'p. 3' }).first().click();
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  await expect(page.locator('[data-mark=citation]').first()).toBeVisible();
  await app.screen('matrix-source');
  await page.keyboard.press('Control+w');
  await expect(grid).toBeFocused();
  await expect(cellOf(maize.title, 0)).toHaveAttribute('aria-selected', 'true');

  // By keyboard: along the cells, and Enter opens what the current one quotes.
  await page.keyboard.press('Control+Home');
  for (let step = 0; step < 3; step++) {
    if ((await cellOf(glaciers.title, 0).getAttribute('aria-selected')) === 'true') break;
    await page.keyboard.press('ArrowDown');
  }
  await page.keyboard.press('ArrowRight');
  await expect(cellOf(glaciers.title, 1)).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('region', { name: 'Current cell' })).toContainText('fastest in early summer');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('1');
  await page.keyboard.press('Control+w');

  // Another question: only its cells are asked.
  await page.getByRole('button', { name: 'Add a question' }).click();
  await page.getByRole('dialog', { name: 'New question' }).getByRole('textbox').fill('How far from the hive were the gardens?');
  await page.keyboard.press('Enter');
  await expect(page.getByText('9 cells, complete')).toBeVisible({ timeout: 60_000 });
  await expect(cellOf(bees.title, 2)).toContainText('800 metres');

  // A paper that was read again leaves its answers behind, until they are updated.
  await page.evaluate(() =>
    window.hub.request({ id: 'list', route: 'documents.list', input: {} }).then((result) => {
      const { items } = (result as { data: { items: { id: string; fileName: string }[] } }).data;
      const ids = items.filter(({ fileName }) => fileName === 'bees.pdf').map(({ id }) => id);
      return window.hub.request({ id: 'retry', route: 'documents.retry', input: { ids } });
    }),
  );
  await page.getByRole('button', { name: 'Update 3 of an older reading' }).click({ timeout: 60_000 });
  await expect(page.getByText('9 cells, complete')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: /older reading/ })).toBeHidden();

  await saveTo(app, join(folder, 'trials.csv'));
  await page.getByRole('button', { name: 'More' }).click();
  await page.getByRole('menuitem', { name: 'Save as CSV…' }).click();
  await expect(app.notices).toContainText('Saved.');
  const rows = (await readFile(join(folder, 'trials.csv'), 'utf8')).split('\r\n');
  expect(rows[0]).toContain(questions[0]);
  expect(rows.filter(Boolean)).toHaveLength(4);

  await page.getByRole('button', { name: 'All matrices' }).click();
  await expect(page.getByRole('listitem').getByRole('button', { name: /Field trials.*3 papers × 3 questions/ })).toBeVisible();
  await app.screen('matrix-list');
  await expectAccessible(page);
});

/** Answers the save dialog with this path. */
async function saveTo(app: App, path: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = async () => ({ canceled: false, filePath });
  }, path);
}

test('a matrix of chosen papers can be stopped while it is filled, and goes on', async ({ app, folder }) => {
  const { page } = app;
  await app.drop(await writePapers(`${folder}/papers`, { maize, glaciers, bees }));
  for (const file of ['maize.pdf', 'glaciers.pdf', 'bees.pdf'])
    await expect(app.row(file).getByText('Ready')).toBeVisible({ timeout: 60_000 });
  await app.row('maize.pdf').click();
  await page.keyboard.press('Control+a');
  await app.row('maize.pdf').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Ask in a new matrix…' }).click();
  const dialog = page.getByRole('dialog', { name: 'New matrix' });
  await expect(dialog.getByRole('combobox', { name: 'Papers' })).toHaveValue('chosen');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Many');
  const many = Array.from({ length: 20 }, (_, n) => `${questions[n % 2]?.slice(0, -1)} in trial ${n + 1}?`);
  await dialog.getByRole('textbox', { name: 'Questions' }).fill(many.join('\n'));
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(page.getByRole('main').getByRole('status')).toContainText(/[1-9]\d? of 60 cells/, { timeout: 60_000 });
  await app.screen('matrix-busy');
  await expectAccessible(page);
  await page.getByRole('main').getByRole('button', { name: 'Stop' }).click();
  await expect(page.getByRole('button', { name: /Ask the \d+ that are left/ })).toBeVisible();
  await app.screen('matrix-stopped');
  await page.getByRole('button', { name: /Ask the \d+ that are left/ }).click();
  await expect(page.getByText('60 cells, complete')).toBeVisible({ timeout: 120_000 });
  // The last column is drawn once one is there.
  const grid = page.getByRole('grid', { name: 'Many' });
  // Only the cells in sight are in the page: a hundred papers by twenty questions would be two thousand.
  expect(await grid.getByRole('gridcell').count()).toBeLessThan(40);
  await grid.focus();
  await page.keyboard.press('End');
  await expect(grid.getByRole('columnheader', { name: 'trial 20?' })).toBeVisible();
});
