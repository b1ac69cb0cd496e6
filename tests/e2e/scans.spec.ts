import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { column, scanPdf } from '../fixtures/pdf/scan.ts';
import { expect, test } from './fixtures.ts';

const printed = [
  'The old ferry crossed the river Weser twice a day.',
  'Its wooden lantern was lit with rapeseed oil.',
  'In the winter of 1871 the ferry froze in the ice.',
];

// Catches a scan that stays without words in the app (its programs do not load there), or whose citation marks another place than the words.
test('a scan is read, asked and cited where the words stand on its picture', async ({ app, folder }) => {
  test.setTimeout(240_000);
  const path = join(folder, 'ferry.pdf');
  const lines = column(printed, 40, 80);
  await writeFile(path, await scanPdf([{ lines }]));
  await app.drop([path]);
  await expect(app.row('ferry.pdf')).toContainText(/Ready/, { timeout: 120_000 });

  await app.ask('What was the lantern of the ferry lit with?');
  const citation = app.page.getByRole('button', { name: /^Source 1: .*page 1$/ }).first();
  await expect(app.page.getByText('Its wooden lantern was lit with rapeseed oil').first()).toBeVisible({ timeout: 60_000 });
  await citation.click();
  const sheet = app.page.locator('.page[data-page-number="1"]');
  const mark = sheet.locator('[data-mark="citation"]').first();
  await expect(mark).toBeVisible();
  // The sheet is 420 by 300 points; the line's baseline is 1.4 sizes below the first one's, at 80.
  const [page, box] = [(await sheet.boundingBox())!, (await mark.boundingBox())!];
  const points = page.width / 420;
  const baseline = page.y + (80 + 1.4 * 12) * points;
  expect(Math.abs(box.x - page.x - 40 * points)).toBeLessThan(5 * points);
  expect(box.y).toBeLessThan(baseline - 6 * points);
  expect(box.y + box.height).toBeGreaterThan(baseline);
  expect(box.y + box.height).toBeLessThan(baseline + 8 * points);
  await app.screen('scan-citation');
});
