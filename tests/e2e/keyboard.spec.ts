import type { Locator, Page } from '@playwright/test';
import { maize } from '../fixtures/pdf/papers.ts';
import { expect, test } from './fixtures.ts';
import { wordsUnderMarks } from './marks.ts';
import { writePapers } from './papers.ts';

/** Presses a key until the focus is where it is wanted. */
async function reach(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let steps = 0; steps < 30; steps++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  await expect(wanted).toBeFocused();
}

// A control that only a mouse reaches anywhere on this way.
test('from the first paper to the quoted sentence and back without a mouse', async ({ app, folder }) => {
  const { page } = app;
  const filePaths = await writePapers(folder, { maize });
  await app.electron.evaluate(({ dialog }, filePaths) => {
    dialog.showOpenDialog = async () => ({ canceled: false, filePaths });
  }, filePaths);
  await page.keyboard.press('Control+o');
  await expect(app.row('maize.pdf').getByText('Ready')).toBeVisible();

  await page.keyboard.press('Control+2');
  await page.keyboard.type('How much did uneven seed distribution reduce the grain yield of maize?');
  await page.keyboard.press('Enter');
  const source = page.getByRole('button', { name: /^Source 1: .*page 3$/ }).first();
  await expect(source).toBeVisible();
  await reach(page, 'Shift+Tab', source);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-mark=citation]').first()).toBeInViewport();
  await expect.poll(() => wordsUnderMarks(page)).toContain('reduced the grain yield by 9 percent');

  await reach(page, 'Shift+Tab', page.getByRole('button', { name: 'Back to the answer' }));
  await page.keyboard.press('Enter');
  await expect(source).toBeFocused();
  await page.keyboard.press('Control+1');
  await expect(app.row('maize.pdf')).toBeVisible();
  await expect(page.getByRole('grid')).toBeFocused();
});
