import { glaciers, maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

test('a number is found by what was measured, in another unit than it is printed in, and opens marked', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.drop(await writePapers(`${folder}/papers`, { maize, glaciers }));
  for (const file of ['maize.pdf', 'glaciers.pdf'])
    await expect(app.row(file).getByText('Ready')).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('Control+Shift+f');
  await page.getByRole('combobox', { name: 'What to search for' }).selectOption('Numbers');
  await expect(page.getByRole('heading', { name: 'Find numbers' })).toBeVisible();
  await app.screen('numbers-empty');
  const field = page.getByRole('textbox', { name: 'Search in all papers' });
  await field.fill('dye appeared after < 1 hour');
  const found = page
    .getByRole('main')
    .getByRole('region', { name: glaciers.title })
    .getByRole('button', { name: /47 minutes/ });
  await expect(found).toBeVisible();
  await app.screen('numbers');
  await expectAccessible(page);
  await field.fill('dye appeared after > 20 hours');
  await expect(page.getByRole('heading', { name: 'No such number found' })).toBeVisible();
  await field.fill('dye in a crevasse');
  await expect(page.getByRole('heading', { name: 'This asks for no number of anything.' })).toBeVisible();
  await field.fill('dye appeared after < 1 hour');
  await found.press('Enter');
  await expect(page.locator('[data-mark=citation]')).toHaveCount(1);
  await app.screen('numbers-in-reader');
});
