import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import { SmallDisk } from '../integration/support/smallDisk.ts';
import { expectAccessible } from './axe.ts';
import { test as base, expect } from './fixtures.ts';
import { writePapers } from './papers.ts';

interface Fixtures {
  disk: SmallDisk;
  /** A folder on another disk. */
  elsewhere: string;
}

/** The library, and Chromium's files with it, on a disk that can be filled. */
const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's needs from this pattern
  disk: async ({}, use) => {
    const disk = SmallDisk.make(96);
    test.skip(!disk, 'only root can make a disk that is soon full');
    await use(disk as SmallDisk);
    disk?.remove();
  },
  folder: async ({ disk }, use) => use(disk.folder),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  elsewhere: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
});

test('a full disk is told with what to do, the window stays usable, and work goes on when there is room', async ({
  disk,
  elsewhere,
  app,
}) => {
  const { page } = app;
  const [small, long] = await writePapers(elsewhere, { maize, long: numberedPaper(7, 120) });
  await app.drop([small!]);
  await expect(app.row('maize.pdf')).toContainText('Ready', { timeout: 60_000 });

  await app.drop([long!]);
  await expect(app.row('long.pdf')).toContainText(/Reading|Indexing/, { timeout: 60_000 });
  disk.fill();
  const notice = page.getByRole('alert', { name: 'Work waits' });
  await expect(notice).toHaveText('The disk is full, so work waits. Free some space; it then goes on by itself.');
  await expectAccessible(page);
  await app.screen('full-disk');

  await app.ask('What reduced the grain yield of maize?');
  await expect(app.notices).toContainText('The disk is full. Free some space, then retry.');
  await expect(page.getByRole('textbox', { name: 'Question' })).toHaveValue('What reduced the grain yield of maize?');
  await app.row('maize.pdf').dblclick();
  await expect(page.getByRole('textbox', { name: 'Page' })).toBeVisible();
  await app.screen('full-disk-question');

  disk.free();
  await page.keyboard.press('Control+1');
  await expect(app.row('long.pdf')).toContainText('Ready', { timeout: 90_000 });
  await expect(notice).toBeHidden();
});
