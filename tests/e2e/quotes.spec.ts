import { glaciers, maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

test('a pasted sentence opens the page it is from, marked; one from nowhere is said not to be there', async ({ app, folder }) => {
  const { page } = app;
  await app.drop(await writePapers(`${folder}/papers`, { maize, glaciers }));
  for (const file of ['maize.pdf', 'glaciers.pdf'])
    await expect(app.row(file).getByText('Ready')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+Shift+f');
  await page.getByRole('combobox', { name: 'What to search for' }).selectOption('A quote');
  await expect(page.getByRole('heading', { name: 'Find where a sentence is from' })).toBeVisible();
  await app.screen('quote-empty');
  const field = page.getByRole('textbox', { name: 'Search in all papers' });
  await field.fill('the tunncls close during winter hecause the ice creeps slow-\nly inward');
  const paper = page.getByRole('main').getByRole('region', { name: glaciers.title });
  await expect(paper.getByRole('button')).toContainText('% alike');
  await app.screen('quote-found');
  await expectAccessible(page);

  await field.fill('Penguins on the southern islands moulted a fortnight earlier in years with little sea ice.');
  await expect(page.getByRole('heading', { name: 'Not found in your library' })).toBeVisible();
  await app.screen('quote-nowhere');
  await expectAccessible(page);
  await field.fill('ab');
  await expect(page.getByRole('heading', { name: 'This is too short to be told from other places.' })).toBeVisible();

  // A whole sentence among the words of an ordinary search is known for one.
  await page.getByRole('combobox', { name: 'What to search for' }).selectOption('Passages');
  await field.fill('Stalk lodging was rare in the first summer and common in the second one');
  const found = page.getByRole('main').getByRole('button', { name: /word for word/ });
  await expect(found).toContainText('page 3');
  await app.screen('quote-among-passages');
  await found.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  await expect(page.getByRole('note', { name: /./ }).first()).toBeVisible();
  await app.screen('quote-in-reader');
});
