import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startRegisterServer } from '../integration/support/registerServer.ts';
import { writeRelatedPapers } from '../integration/support/relatedPapers.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';

test('papers are looked up once the person turns it on, and say what is from where', async ({ open, folder }) => {
  const server = await startRegisterServer({
    crossref: [
      {
        doi: '10.1000/barley.1',
        title: 'Growth of Barley Beside Slow Rivers',
        authors: [
          ['Bea', 'Farmer'],
          ['Carl', 'Miller'],
          ['Fay', 'Missed'],
        ],
        year: 2021,
        venue: 'Journal of River Barley',
        volume: '12',
        issue: '3',
        pages: ['45', '67'],
      },
    ],
  });
  const app = await open(server.settings);
  const { page } = app;
  await app.resize(1400, 900);
  await mkdir(join(folder, 'papers'));
  const { published } = await writeRelatedPapers(join(folder, 'papers'));
  await app.drop([published]);
  await expect(app.row('published.pdf')).toHaveAttribute('data-status', 'ready');
  await app.row('published.pdf').click();
  await page.getByRole('tab', { name: 'Details' }).click();
  const record = page.getByRole('region', { name: 'From the registers' });
  await expect(page.getByRole('article')).toBeVisible();
  await expect(record).toBeHidden();
  expect(server.asked).toEqual([]);

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('tab', { name: 'Privacy' }).click();
  const lookups = page.getByRole('switch', { name: 'Look papers up online' });
  await expect(lookups).not.toBeChecked();
  await app.screen('settings-privacy-lookups');
  await lookups.click();
  await expect(lookups).toBeChecked();
  await expectAccessible(page);

  await expect(record).toContainText('In Journal of River Barley, 12(3), 45–67');
  await expect(record).toContainText('Filled in from Crossref: authors');
  await page.getByRole('button', { name: 'All papers' }).click();
  await app.row('published.pdf').click();
  const authors = page.getByRole('textbox', { name: 'Authors' });
  await expect(authors).toHaveValue('Bea Farmer; Carl Miller; Fay Missed');
  await app.screen('record');
  await expectAccessible(page);

  // What a person writes is theirs.
  await authors.fill('Bea Farmer');
  await authors.press('Enter');
  await expect(record).toContainText('From Crossref');
  await expect(record).not.toContainText('Filled in');
  expect(server.asked).toHaveLength(1);
  await server.close();
});

// What is found in the background comes at any time, also while a person writes the same field.
test('what is being written stays, and what was only looked at shows what was found meanwhile', async ({ app, folder }) => {
  const { page } = app;
  await mkdir(join(folder, 'papers'));
  const { published } = await writeRelatedPapers(join(folder, 'papers'));
  await app.drop([published]);
  await expect(app.row('published.pdf')).toHaveAttribute('data-status', 'ready');
  await app.row('published.pdf').click();
  await page.getByRole('tab', { name: 'Details' }).click();
  const authors = page.getByRole('textbox', { name: 'Authors' });
  const change = (names: string[]) =>
    page.evaluate(async (given) => {
      const ask = (route: string, input: unknown) => window.hub.request({ id: crypto.randomUUID(), route, input });
      const listed = (await ask('documents.list', {})) as { data: { items: { id: string }[] } };
      await ask('documents.update', { id: listed.data.items[0]?.id, authors: given });
    }, names);
  await authors.fill('Bea F');
  await change(['Fay Found']);
  await expect(app.row('published.pdf')).toContainText('Fay Found');
  await expect(authors).toHaveValue('Bea F');
  await authors.press('Escape');
  await expect(authors).toHaveValue('Fay Found');

  await authors.focus();
  await change(['Gil Found']);
  await expect(app.row('published.pdf')).toContainText('Gil Found');
  await authors.blur();
  await expect(authors).toHaveValue('Gil Found');
});
