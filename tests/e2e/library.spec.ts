import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator } from '@playwright/test';
import { bees, glaciers, maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { type App, expect, test } from './fixtures.ts';
import { writePapers } from './papers.ts';

const three = { maize, glaciers, bees };

test('the table is sorted, filtered and arranged, by mouse and by keyboard, and stays as it was left', async ({
  open,
  folder,
}) => {
  const app = await open();
  await addReady(app, folder, three);
  const grid = table(app);
  await grid.getByRole('columnheader', { name: 'Title' }).click();
  await expect.poll(() => files(app)).toEqual(['glaciers.pdf', 'maize.pdf', 'bees.pdf']);
  await grid.getByRole('columnheader', { name: 'Title' }).click();
  await expect.poll(() => files(app)).toEqual(['bees.pdf', 'maize.pdf', 'glaciers.pdf']);

  // By keyboard: up from the first row into the headers, along them, and sorted.
  await app.row('bees.pdf').click();
  await app.page.keyboard.press('ArrowUp');
  for (const _ of ['authors', 'year', 'pages']) await app.page.keyboard.press('ArrowRight');
  await app.page.keyboard.press('Enter');
  await expect(grid.getByRole('columnheader', { name: 'Pages' })).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await files(app))[0]).toBe('maize.pdf');

  await app.page.keyboard.press('Control+f');
  await app.page.keyboard.type('dances BEES');
  await expect.poll(() => files(app)).toEqual(['bees.pdf']);
  await app.page.getByRole('textbox', { name: 'Filter papers' }).fill('no such words');
  await expect(app.page.getByRole('heading', { name: 'No paper matches' })).toBeVisible();
  await app.page.getByRole('button', { name: 'Clear filters' }).click();
  await expect(app.row('bees.pdf')).toBeVisible();

  await app.page.getByRole('button', { name: 'Columns' }).click();
  await app.page.getByRole('menuitemcheckbox', { name: 'Authors' }).click();
  await expect(grid.getByRole('columnheader', { name: 'Authors' })).toBeHidden();
  // In a narrow pane columns give way to the title; here they have room.
  await app.page.getByRole('button', { name: 'Hide chat and details' }).click();
  const before = await widthOf(grid, 'Year');
  await dragEdge(app, 'title', -60);
  await expect.poll(() => widthOf(grid, 'Year')).toBeGreaterThan(before + 40);
  const after = await widthOf(grid, 'Year');
  await grid.getByRole('columnheader', { name: 'Added' }).dragTo(grid.getByRole('columnheader', { name: 'Year' }));
  const names = ['Title', 'Added', 'Year', 'Pages', 'Status'];
  await expect(grid.getByRole('columnheader')).toHaveText(names);
  await app.electron.close();

  const again = await open();
  await expect(again.row('bees.pdf')).toBeVisible();
  await expect(table(again).getByRole('columnheader', { name: 'Authors' })).toBeHidden();
  await expect(table(again).getByRole('columnheader', { name: 'Pages' })).toHaveAttribute('aria-sort', 'descending');
  await expect(table(again).getByRole('columnheader')).toHaveText(names);
  expect(await widthOf(table(again), 'Year')).toBeCloseTo(after, 0);
});

test('rows are chosen as in any list: one, a range, some, all, and none that is not shown', async ({ app, folder }) => {
  await addReady(app, folder, { ...three, one: numberedPaper(1, 1), two: numberedPaper(2, 1) });
  const { page } = app;
  const order = await files(app);
  const chosen = () => table(app).locator('[role=row][aria-selected=true]').count();
  const row = (n: number) => app.row(order[n] as string);
  await row(1).click();
  await row(3).click({ modifiers: ['Shift'] });
  expect(await chosen()).toBe(3);
  await row(2).click({ modifiers: ['Control'] });
  expect(await chosen()).toBe(2);
  await row(0).click();
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  expect(await chosen()).toBe(3);
  await page.keyboard.press('Control+a');
  expect(await chosen()).toBe(5);
  await page.getByRole('tab', { name: 'Details' }).click();
  await expect(page.getByRole('region', { name: '5 papers chosen' })).toBeVisible();
  await page.getByRole('textbox', { name: 'Filter papers' }).fill('maize');
  await expect(page.getByRole('article', { name: maize.title })).toBeVisible();
});

test('papers are put into collections and tagged, by menu, by drag and by keyboard; both narrow the table', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await addReady(app, folder, three);
  await page.getByRole('button', { name: 'New collection' }).click();
  await name(app, 'Fields');
  const fields = page.getByRole('treeitem', { name: 'Fields' });
  await app.row('maize.pdf').dragTo(fields);
  await expect(fields).toContainText('1');

  // By keyboard: the row's menu, the submenu, a new collection.
  await app.row('bees.pdf').click();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Add to collection' }).press('ArrowRight');
  await page.getByRole('menuitem', { name: 'New collection…' }).press('Enter');
  await name(app, 'Animals');
  await expect(page.getByRole('treeitem', { name: 'Animals' })).toContainText('1');

  await page.getByRole('treeitem', { name: 'Animals' }).dragTo(fields);
  await expect(page.getByRole('treeitem', { name: 'Animals' })).toHaveAttribute('aria-level', '2');
  await fields.click();
  await expect.poll(async () => (await files(app)).sort()).toEqual(['bees.pdf', 'maize.pdf']);
  await fields.press('F2');
  await page.keyboard.type('Outdoors');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Outdoors' })).toBeVisible();

  await page.getByRole('button', { name: 'Unfiled' }).click();
  await expect.poll(() => files(app)).toEqual(['glaciers.pdf']);
  await page.getByRole('button', { name: 'All papers' }).click();
  await page.getByRole('button', { name: 'New tag' }).click();
  await name(app, 'To read');
  const tag = page.getByRole('button', { name: /^To read/ });
  await app.row('glaciers.pdf').dragTo(tag);
  await expect(app.row('glaciers.pdf').getByRole('img', { name: 'To read' })).toBeVisible();
  await app.row('maize.pdf').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Tags' }).press('ArrowRight');
  await page.getByRole('menuitemcheckbox', { name: 'To read' }).press('Enter');
  await tag.click();
  await expect.poll(async () => (await files(app)).sort()).toEqual(['glaciers.pdf', 'maize.pdf']);
  await app.screen('library-organised');
  await expectAccessible(page);

  await page.getByRole('treeitem', { name: 'Outdoors' }).click();
  await expect.poll(() => files(app)).toEqual(['maize.pdf']);
  await page.getByRole('treeitem', { name: 'Outdoors' }).press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('treeitem')).toHaveCount(0);
  await tag.click();
  await expect.poll(() => files(app)).toHaveLength(3);
});

test('what a person writes about a paper stays, and a wrong year is not taken', async ({ open, folder }) => {
  const app = await open();
  await addReady(app, folder, { bees });
  await app.row('bees.pdf').click();
  await app.page.keyboard.press('F2');
  const title = app.page.getByRole('textbox', { name: 'Title' });
  await expect(title).toBeFocused();
  await title.fill('Bees that dance');
  await app.page.keyboard.press('Enter');
  await app.page.getByRole('textbox', { name: 'Authors' }).fill('Ana Núñez; Ben Okri');
  await app.page.getByRole('textbox', { name: 'Year' }).fill('20xx');
  await app.page.getByRole('textbox', { name: 'DOI' }).fill('10.1000/bees');
  await app.page.getByRole('textbox', { name: 'Year' }).fill('2021');
  await app.page.keyboard.press('Enter');
  await expect(app.row('bees.pdf')).toContainText('Bees that dance');
  await expect(app.row('bees.pdf')).toContainText('Ana Núñez, Ben Okri');
  await expect(app.row('bees.pdf')).toContainText('2021');
  await app.screen('details');
  await app.electron.close();
  const again = await open();
  await expect(again.row('bees.pdf')).toContainText('Ana Núñez, Ben Okri');
});

test('the trash gives back what is restored and deletes only what is confirmed', async ({ app, folder }) => {
  const { page } = app;
  await addReady(app, folder, three);
  await table(app).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await expect(page.getByRole('heading', { name: 'No papers yet' })).toBeVisible();
  await page.getByRole('button', { name: 'Trash 3' }).click();
  await app.row('bees.pdf').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expect(app.row('bees.pdf')).toBeHidden();
  await app.screen('trash');
  await expectAccessible(page);
  await app.row('maize.pdf').click();
  await page.keyboard.press('Delete');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
  await expect(app.row('maize.pdf')).toBeVisible();
  await page.getByRole('button', { name: 'Empty trash' }).click();
  await app.screen('trash-confirm');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete 2 papers' }).click();
  await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
  await page.getByRole('button', { name: 'All papers 1' }).click();
  await expect(app.row('bees.pdf')).toBeVisible();
});

test('work can be paused, stopped and taken up again, and what failed says what to do', async ({ app, folder }) => {
  const { page } = app;
  await page.getByRole('button', { name: 'Activity' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing to do' })).toBeVisible();
  await app.screen('activity-empty');
  await expectAccessible(page);

  const broken = await Promise.all(
    ['broken', 'torn'].map(async (name) => {
      const path = join(folder, `${name}.pdf`);
      await writeFile(path, `%PDF-1.7\nnot really ${name}`);
      return path;
    }),
  );
  const locked = await writePapers(folder, { locked: { ...bees, password: 'nectar' } });
  await app.drop([...broken, ...locked]);
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems.getByRole('listitem')).toHaveCount(3);
  await expect(problems).toContainText('The PDF is damaged and cannot be opened.');
  await problems.getByRole('textbox', { name: 'Password' }).fill('nectar');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('region', { name: 'Finished today' })).toContainText(bees.title);
  await problems.getByRole('button', { name: 'Retry all' }).click();
  await expect(problems.getByRole('listitem')).toHaveCount(2);
  await app.screen('activity-failed');

  await app.drop(
    await writePapers(folder, { one: numberedPaper(1, 40), two: numberedPaper(2, 40), three: numberedPaper(3, 40) }),
  );
  const work = page.getByRole('region', { name: 'In work' });
  await expect(work.getByRole('progressbar').first()).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText(/to go · paused/)).toBeVisible();
  await app.screen('activity-busy');
  await expectAccessible(page);
  await work.locator('[data-file="three.pdf"]').getByRole('button', { name: /^Stop/ }).click();
  const stopped = page.getByRole('region', { name: 'Stopped' });
  await expect(stopped.locator('[data-file="three.pdf"]')).toBeVisible();
  await stopped.getByRole('button', { name: 'Retry' }).click();
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(work).toBeHidden({ timeout: 90_000 });
  await expect(page.getByRole('region', { name: 'Finished today' }).getByRole('listitem')).toHaveCount(4);
  await app.screen('activity-done');
});

test('a helper process that stops is told, and many refused files are told as one', async ({ app, folder }) => {
  const { page } = app;
  const texts = ['a', 'b', 'c', 'd'].map((name) => join(folder, `${name}.txt`));
  for (const path of texts) await writeFile(path, path);
  await app.drop(texts);
  await expect(app.notices).toContainText('4 files were not added, among them a.txt, b.txt, c.txt. This is not a PDF file.');
  await expect(app.notices.getByRole('button', { name: 'Dismiss' })).toHaveCount(1);

  await app.drop(await writePapers(folder, { one: numberedPaper(1, 40) }));
  await expect(app.row('one.pdf').getByRole('progressbar')).toBeVisible();
  await expect.poll(() => app.electron.evaluate(killParser)).toBe(true);
  await expect(app.notices).toContainText('The reading process stopped and was started again.');
  await page.getByRole('button', { name: /^Activity/ }).click();
  await expect(page.getByRole('region', { name: 'Background processes' })).toContainText('The reading process stopped');
  await expect(page.getByRole('region', { name: 'Finished today' })).toBeVisible({ timeout: 60_000 });
  await app.screen('activity-crash');
});

test('a search by words shows where the library says it, within a collection if wanted, and opens the page', async ({
  app,
  folder,
}) => {
  const { page } = app;
  await addReady(app, folder, three);
  await page.keyboard.press('Control+Shift+f');
  const field = page.getByRole('textbox', { name: 'Search in all papers' });
  await expect(field).toBeFocused();
  await app.screen('search-empty');
  await expectAccessible(page);
  await page.keyboard.type('stalk lodging in a storm');
  const paper = page.getByRole('region', { name: maize.title });
  await expect(paper).toBeVisible();
  await app.screen('search');
  await expectAccessible(page);
  await paper
    .getByRole('button', { name: /page 3/ })
    .first()
    .press('Enter');
  await expect(page.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
});

test('the library is worked by keyboard alone', async ({ app, folder }) => {
  const { page } = app;
  await addReady(app, folder, three);
  await page.keyboard.press('Control+1');
  await expect(table(app)).toBeFocused();
  await page.keyboard.press('Home');
  await expect(app.row((await files(app))[0] as string)).toHaveAttribute('aria-selected', 'true');
  const named = await table(app).getAttribute('aria-activedescendant');
  await expect(page.locator(`[id="${named}"]`)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowDown');
  const second = (await files(app))[1] as string;
  await page.keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Page' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(table(app)).toBeFocused();
  await expect(app.row(second)).toHaveAttribute('aria-selected', 'true');
  // One stop for the whole table.
  await page.keyboard.press('Shift+Tab');
  await expect(table(app)).not.toBeFocused();
  await page.keyboard.press('Tab');
  await expect(table(app)).toBeFocused();
  await page.keyboard.press('Delete');
  await expect(app.row(second)).toBeHidden();
  await expect(table(app)).toBeFocused();
  await expect(table(app).locator('[aria-selected=true]')).toHaveCount(1);
});

test('every view of the library holds at both sizes and in both themes', async ({ app, folder }) => {
  const { page } = app;
  await expectAccessible(page);
  await addReady(app, folder, {
    ...three,
    ...Object.fromEntries(Array.from({ length: 6 }, (_, n) => [`p${n}`, numberedPaper(n, 2)])),
  });
  await app.row('bees.pdf').click();
  await page.getByRole('tab', { name: 'Details' }).click();
  await expectAccessible(page);
  await app.screen('library-full');
  await resize(app, 1920, 1080);
  await app.screen('library-full-1920');
  await app.row('bees.pdf').click({ button: 'right' });
  await app.screen('library-menu-1920');
});

/** In the main process: kills the one that reads papers, if it runs. */
function killParser({ app }: typeof import('electron')): boolean {
  const found = app.getAppMetrics().find(({ name }) => name === 'AI Research Hub: parser');
  if (found) process.kill(found.pid, 'SIGKILL');
  return found !== undefined;
}

const table = (app: App) => app.page.getByRole('grid', { name: 'Papers' });

/** The files of the rows, from the top. */
function files(app: App): Promise<string[]> {
  return table(app)
    .locator('[role=row][data-file]')
    .evaluateAll((rows) =>
      rows
        .toSorted((a, b) => a.getBoundingClientRect().top - b.getBoundingClientRect().top)
        .map((row) => (row as HTMLElement).dataset.file ?? ''),
    );
}

async function addReady(app: App, folder: string, papers: Record<string, typeof maize>): Promise<void> {
  await app.drop(await writePapers(folder, papers));
  for (const name of Object.keys(papers))
    await expect(app.row(`${name}.pdf`).getByText('Ready')).toBeVisible({ timeout: 60_000 });
}

async function name(app: App, text: string): Promise<void> {
  await app.page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(text);
  await app.page.keyboard.press('Enter');
}

async function widthOf(grid: Locator, column: string): Promise<number> {
  return (await grid.getByRole('columnheader', { name: column }).boundingBox())?.width ?? 0;
}

async function dragEdge(app: App, column: string, by: number): Promise<void> {
  const box = await app.page.locator(`[data-edge=${column}]`).boundingBox();
  if (!box) throw new Error('the edge is not there');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await app.page.mouse.move(x, y);
  await app.page.mouse.down();
  await app.page.mouse.move(x + by, y, { steps: 5 });
  await app.page.mouse.up();
}

async function resize(app: App, width: number, height: number): Promise<void> {
  const window = await app.electron.browserWindow(app.page);
  await window.evaluate((one, [width, height]) => one.setContentSize(width as number, height as number), [width, height]);
  await expect.poll(() => app.page.evaluate(() => innerWidth)).toBe(width);
}
