import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

// A pane that does not fill a large screen, or stretches over it what belongs together.
test('every view fills a large screen', async ({ app, folder }) => {
  const { page } = app;
  await app.resize(1920, 1080);
  await app.screen('large-empty');
  const broken = join(folder, 'broken.pdf');
  await writeFile(broken, '%PDF-1.7\nnot really');
  await app.drop([...(await writePapers(folder, { maize, bees, glaciers })), broken]);
  for (const name of ['maize.pdf', 'bees.pdf', 'glaciers.pdf']) await expect(app.row(name).getByText('Ready')).toBeVisible();
  await app.row('bees.pdf').click();
  await page.getByRole('tab', { name: 'Details' }).click();
  await app.screen('large-details');

  const places = page.getByRole('navigation', { name: 'Places' });
  for (const [button, heading] of [
    ['Problems', 'Problems'],
    ['Trash', 'Trash'],
    ['Activity', 'Activity'],
    ['Search', 'Search'],
  ] as const) {
    await places.getByRole('button', { name: button }).first().click();
    await expect(page.getByRole('main').getByRole('heading', { name: heading }).first()).toBeVisible();
    await expectAccessible(page);
    await app.screen(`large-${button.toLowerCase()}`);
  }
  await page.keyboard.press('Control+2');
  await app.ask('How much did uneven seed distribution reduce the grain yield of maize?');
  await page
    .getByRole('button', { name: /^Source 1: / })
    .first()
    .click();
  await expect(page.locator('[data-mark=citation]').first()).toBeInViewport();
  await page.getByRole('tab', { name: 'Notes' }).click();
  await app.screen('large-reader');
});
