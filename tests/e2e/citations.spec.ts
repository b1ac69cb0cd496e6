import { firstReview, secondReview } from '../fixtures/pdf/citingPapers.ts';
import { maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

test('a paper shows what it cites here and what cites it, and the library what is worth finding', async ({ app, folder }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Papers to find' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing to find' })).toBeVisible();
  await app.screen('citations-none');
  await page.getByRole('button', { name: 'All papers' }).click();
  await app.drop(await writePapers(`${folder}/papers`, { maize, first: firstReview, second: secondReview }));
  for (const file of ['maize.pdf', 'first.pdf', 'second.pdf'])
    await expect(app.row(file).getByText('Ready')).toBeVisible({ timeout: 60_000 });
  await app.row('first.pdf').click();
  await page.getByRole('tab', { name: 'Details' }).click();
  const cites = page.getByRole('region', { name: 'Cites in your library (1)' });
  await expect(cites.getByRole('button', { name: maize.title })).toBeVisible();
  const citedBy = page.getByRole('region', { name: 'Cited by in your library (1)' });
  await app.screen('citations-details');
  await expectAccessible(page);
  // The list of references of the paper that cites it.
  await citedBy.getByRole('button', { name: secondReview.title }).click();
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('2');

  await page.getByRole('button', { name: 'Papers to find' }).click();
  const work = page.getByRole('listitem').filter({ hasText: 'Soils of the dry northern plains and their water (2003)' });
  await work.getByText('Cited by 2 of your papers').click();
  await expect(work.getByRole('button', { name: firstReview.title })).toBeVisible();
  await app.screen('citations-missing');
  await expectAccessible(page);
  await work.getByRole('button', { name: /^Copy the DOI/ }).click();
  await expect(app.notices).toContainText('DOI copied.');
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toBe('10.1000/soils.2003');
  await work.getByRole('button', { name: /^Open the DOI/ }).click();
  await expect(page.getByRole('alertdialog')).toContainText('https://doi.org/10.1000/soils.2003');
});
