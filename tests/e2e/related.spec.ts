import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { versions } from '../fixtures/pdf/versions.ts';
import { writeRelatedPapers } from '../integration/support/relatedPapers.ts';
import { expectAccessible } from './axe.ts';
import { type App, expect, test } from './fixtures.ts';

const { title } = versions.published;

async function addVersions(app: App, folder: string) {
  await mkdir(join(folder, 'papers'), { recursive: true });
  const paths = await writeRelatedPapers(join(folder, 'papers'));
  for (const path of [paths.published, paths.correction, paths.other, paths.preprint]) {
    await app.drop([path]);
    await expect(app.row(path.split('/').at(-1)!)).toHaveAttribute('data-status', 'ready');
  }
}

test('a preprint of a paper that is here is told, shown beside it and kept apart where the person says so', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await app.resize(1400, 900);
  const place = page.getByRole('button', { name: /^Duplicate papers/ });
  await expect(place).toBeHidden();
  await addVersions(app, folder);
  await expect(app.notices.getByText(`“${title}” may already be in your library.`)).toBeVisible();
  await app.notices.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('heading', { name: 'Duplicate papers' })).toBeVisible();
  await expect(place).toContainText('2');
  await expect(page.getByRole('grid', { name: 'Papers' }).locator('[data-file]')).toHaveCount(2);

  await page.getByRole('tab', { name: 'Details' }).click();
  const related = page.getByRole('region', { name: 'Also in your library' });
  await expect(related).toContainText('Preprint and published version');
  await expect(related).toContainText('published.pdf');
  await app.screen('related');
  await expectAccessible(page);

  // Not the same: gone from the place; said back, it is there again.
  await related.getByRole('button', { name: 'published.pdf is not the same paper' }).click();
  await expect(page.getByRole('heading', { name: 'No paper is here twice' })).toBeVisible();
  await page.getByRole('button', { name: 'All papers' }).click();
  await app.row('preprint.pdf').click();
  await expect(place).toBeHidden();
  await expect(related).toContainText('You said published.pdf is another paper.');
  await app.screen('related-distinct');
  await expectAccessible(page);
  await related.getByRole('button', { name: 'It is the same: published.pdf' }).click();
  await expect(place).toContainText('2');

  await related.getByRole('button', { name: 'Move this one to trash: published.pdf' }).click();
  await expect(place).toBeHidden();
  await expect(related).toContainText('In the trash');
  await app.screen('related-trash');
  await related.getByRole('button', { name: 'Restore published.pdf' }).click();
  await expect(place).toContainText('2');
  await related.getByRole('button', { name: 'Open published.pdf' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
});

test('a paper with nothing like it, and the correction of one, stand alone', async ({ app, folder }) => {
  const { page } = app;
  await addVersions(app, folder);
  await page.getByRole('tab', { name: 'Details' }).click();
  for (const file of ['other.pdf', 'correction.pdf']) {
    await app.row(file).click();
    await expect(page.getByRole('article')).toBeVisible();
    await expect(page.getByRole('region', { name: 'Also in your library' })).toBeHidden();
  }
});
