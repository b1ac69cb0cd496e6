import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bees, glaciers, maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import { expect, test } from './fixtures.ts';
import { wordsUnderMarks } from './marks.ts';
import { writePapers } from './papers.ts';

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

test('papers dropped on the window become ready, and an answer leads to the sentence it quotes', async ({ app, folder }) => {
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'No papers yet' })).toBeVisible();
  await app.screen('empty');

  const files = await writePapers(folder, { maize, glaciers, bees });
  await app.dragOver(files);
  await expect(page.getByText('Drop to add to your library')).toBeVisible();
  await app.screen('dragging');
  const seen = page.evaluate(seenUntilReady, files.length);
  await app.drop(files);
  await expect(page.getByText('Drop to add to your library')).toBeHidden();
  // Not only at the end: every one was seen in the works.
  expect(await seen).toEqual({ statuses: expect.arrayContaining(['ready']), worked: files.length, progress: true });
  await expect(app.row('maize.pdf').getByText(maize.title)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Queue' })).toBeHidden();

  await app.ask('How much did uneven seed distribution reduce the grain yield of maize?');
  const turn = page.getByRole('article').last();
  await expect(turn.getByRole('heading', { name: 'From your papers' })).toBeVisible();
  await expect(turn).toContainText('reduced the grain yield by 9 percent');
  await app.screen('answered');

  const source = turn.getByRole('listitem').filter({ hasText: '9 percent' });
  await expect(source).toContainText('page 3');
  const quote = plain((await source.locator('q').textContent()) ?? '');
  await turn
    .getByRole('button', { name: /^Source 1: .*Maize.*page 3$/ })
    .first()
    .click();
  const reader = page.getByRole('region', { name: maize.title });
  await expect(reader.getByRole('textbox', { name: 'Page' })).toHaveValue('3');
  const sheet = reader.getByRole('group', { name: 'Page 3' });
  await expect(sheet.locator('.textLayer[data-rendered]')).toBeAttached();
  await expect(sheet.locator('canvas')).toBeVisible();
  await expect(reader.locator('[data-mark=citation]').first()).toBeInViewport();
  expect(plain(await wordsUnderMarks(page))).toBe(quote);
  await app.screen('reader');

  await page.keyboard.press('Escape');
  await expect(reader).toBeHidden();
  await expect(turn.getByRole('button', { name: /^Source 1: .*Maize.*page 3$/ }).first()).toBeFocused();
});

test('a question nothing in the library answers is told so', async ({ app, folder }) => {
  await app.drop(await writePapers(folder, { bees }));
  await expect(app.row('bees.pdf').getByText('Ready')).toBeVisible();
  await app.ask('What is the boiling point of tungsten hexafluoride?');
  await expect(app.page.getByRole('article').last()).toContainText('The library does not say.');
  await app.screen('not-said');
});

test('files that cannot be read say why, and a locked one opens with its password', async ({ app, folder }) => {
  const { page } = app;
  const files = await writePapers(folder, { locked: { ...bees, password: 'nectar' }, glaciers });
  const broken = join(folder, 'broken.pdf');
  await writeFile(broken, '%PDF-1.7\nnot really');
  const notes = join(folder, 'notes.txt');
  await writeFile(notes, 'plain text');
  await app.drop([...files, broken, notes]);

  await app.row('broken.pdf').getByText('Failed').click();
  const details = page.getByRole('tabpanel', { name: 'Details' });
  await expect(details).toContainText('The PDF is damaged and cannot be opened. Download it again');
  // To read the same bytes again would come to the same.
  await expect(details.getByRole('button', { name: 'Retry' })).toBeHidden();
  await expect(details.getByRole('button', { name: 'Add another copy…' })).toBeVisible();
  await expect(app.notices).toContainText('notes.txt was not added. This is not a PDF file.');
  await expect(app.row('glaciers.pdf').getByText('Ready')).toBeVisible();
  await app.row('locked.pdf').click();
  await expect(details).toContainText('locked with a password');
  await app.screen('failed');

  await details.getByRole('textbox', { name: 'Password' }).fill('wrong');
  await page.keyboard.press('Enter');
  await expect(details).toContainText('The password does not open this PDF.');
  await details.getByRole('textbox', { name: 'Password' }).fill('nectar');
  await page.keyboard.press('Enter');
  await expect(app.row('locked.pdf').getByText('Ready')).toBeVisible();
});

test('a dropped folder brings its papers; the same paper again is told', async ({ app, folder }) => {
  const inside = join(folder, 'papers');
  const [first] = await writePapers(join(inside, 'deeper'), { bees });
  await writePapers(inside, { glaciers });
  await app.drop([inside]);
  await expect(app.row('bees.pdf').getByText('Ready')).toBeVisible();
  await expect(app.row('glaciers.pdf').getByText('Ready')).toBeVisible();
  await app.drop([first as string]);
  await expect(app.notices).toContainText('bees.pdf is already in the library.');
});

test('closing and opening again keeps everything, also what was not finished', async ({ open, folder }) => {
  const papers = { maize, long: numberedPaper(1, 20), longer: numberedPaper(2, 40) };
  const first = await open();
  await first.drop(await writePapers(folder, papers));
  await expect(first.row('longer.pdf').getByRole('progressbar')).toBeVisible();
  await first.screen('busy');
  await first.electron.close();

  const second = await open();
  for (const name of Object.keys(papers))
    await expect(second.row(`${name}.pdf`).getByText('Ready')).toBeVisible({ timeout: 90_000 });
  await expect(second.page.getByText('3 papers')).toBeVisible();
  await second.ask('How much did uneven seed distribution reduce the grain yield of maize?');
  await expect(second.page.getByRole('article').last()).toContainText('9 percent');
});

test('a removed paper is gone from answers and comes back with Undo', async ({ app, folder }) => {
  const { page } = app;
  await app.drop(await writePapers(folder, { bees }));
  await expect(app.row('bees.pdf').getByText('Ready')).toBeVisible();
  await app.row('bees.pdf').click();
  await page.keyboard.press('Delete');
  await expect(app.row('bees.pdf')).toBeHidden();
  await app.ask('How far away were the gardens that the waggle dances of honeybees pointed to?');
  await expect(page.getByRole('article').last()).toContainText('The library does not say.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(app.row('bees.pdf').getByText('Ready')).toBeVisible();
});

test('the reader turns pages, zooms and is worked by keyboard', async ({ app, folder }) => {
  const { page } = app;
  await app.drop(await writePapers(folder, { maize }));
  await expect(app.row('maize.pdf').getByText('Ready')).toBeVisible();
  await app.row('maize.pdf').click();
  await page.keyboard.press('Enter');
  const reader = page.getByRole('region', { name: maize.title });
  const sheet = (number: number) => reader.getByRole('group', { name: `Page ${number}` });
  await expect(sheet(1).getByText('Abstract')).toBeInViewport();
  await page.keyboard.press('ArrowRight');
  await expect(sheet(2).getByText('The field lay fallow')).toBeInViewport();
  await reader.getByRole('textbox', { name: 'Page' }).fill('3');
  await page.keyboard.press('Enter');
  await expect(sheet(3).getByText('Stalk lodging was rare')).toBeInViewport();
  const width = async () => (await sheet(3).boundingBox())?.width ?? 0;
  const before = await width();
  await reader.getByRole('button', { name: 'Zoom in' }).click();
  await expect.poll(width).toBeGreaterThan(before * 1.1);
  await page.keyboard.press('Escape');
  await expect(reader).toBeHidden();
});

test('a background process that is killed costs nothing but time', async ({ app, folder }) => {
  await app.drop(await writePapers(folder, { one: numberedPaper(1, 20), two: numberedPaper(2, 20), maize }));
  for (const name of ['parser', 'inference', 'store']) {
    await expect.poll(() => app.electron.evaluate(killProcess, `AI Research Hub: ${name}`)).toBe(true);
  }
  for (const file of ['one.pdf', 'two.pdf', 'maize.pdf'])
    await expect(app.row(file).getByText('Ready')).toBeVisible({ timeout: 90_000 });
});

test('a second start on the same library hands over to the first', async ({ app, open }) => {
  await expect(open()).rejects.toThrow();
  await expect(app.page.getByRole('heading', { name: 'Library' })).toBeVisible();
});

/** In the main process: kills the process of this name, if it runs. */
function killProcess({ app }: typeof import('electron'), name: string): boolean {
  const found = app.getAppMetrics().find((process) => process.name === name);
  if (!found) return false;
  process.kill(found.pid, 'SIGKILL');
  return true;
}

/** In the page: watches the list until this many papers are ready, and tells what it showed on the way. */
function seenUntilReady(papers: number): Promise<{ statuses: string[]; worked: number; progress: boolean }> {
  return new Promise((resolve) => {
    const statuses = new Set<string>();
    const worked = new Set<string>();
    let progress = false;
    const look = () => {
      const rows = [...document.querySelectorAll<HTMLElement>('[data-status]')];
      for (const row of rows) {
        const status = row.dataset.status as string;
        statuses.add(status);
        if (status === 'parsing' || status === 'embedding') worked.add(row.dataset.file ?? '');
      }
      progress ||= document.querySelector('[role=progressbar]') !== null;
      if (rows.filter((row) => row.dataset.status === 'ready').length < papers) return;
      observer.disconnect();
      resolve({ statuses: [...statuses], worked: worked.size, progress });
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  });
}
