import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { makePaper } from '../fixtures/pdf/paper.ts';
import { bees, maize } from '../fixtures/pdf/papers.ts';
import { missingPage } from '../fixtures/pdf/rawPdf.ts';
import { brokenSentence, link, manyPages, readerPaper, readerTitle } from '../fixtures/pdf/readerPaper.ts';
import { expectAccessible } from './axe.ts';
import { type App, expect, test } from './fixtures.ts';
import { wordsUnderMarks } from './marks.ts';

/** Adds a PDF and opens it in the reader. */
async function read(app: App, folder: string, bytes: Buffer, name = 'paper') {
  await app.drop([await put(folder, name, bytes)]);
  return await open(app, name);
}

async function open(app: App, name = 'paper') {
  await app.row(`${name}.pdf`).dblclick();
  return new Reading(app.page);
}

/** The reader as a person sees it. */
class Reading {
  readonly page: Page;
  readonly pages: Locator;
  readonly box: Locator;

  constructor(page: Page) {
    this.page = page;
    this.pages = page.locator('[data-pages]');
    this.box = page.getByRole('textbox', { name: 'Page', exact: true });
  }

  sheet(number: number): Locator {
    return this.page.locator(`.page[data-page-number="${number}"]`);
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Waits until the page's text can be selected. */
  async drawn(number: number): Promise<void> {
    await expect(this.sheet(number).locator('.textLayer[data-rendered]')).toBeAttached();
  }

  /** Selects with the mouse from the beginning of one text to the end of another. */
  async select(from: string, to: string): Promise<void> {
    // Pressed on selected text, the mouse would drag it.
    await this.page.evaluate(() => getSelection()?.removeAllRanges());
    const edges = await this.page.evaluate(edgesOf, [from, to]);
    await this.page.mouse.move(edges.from.x, edges.from.y);
    await this.page.mouse.down();
    await this.page.mouse.move(edges.to.x - 5, edges.to.y, { steps: 8 });
    await this.page.mouse.move(edges.to.x, edges.to.y);
    await this.page.mouse.up();
    await expect(this.toolbar).toBeVisible();
  }

  get toolbar(): Locator {
    return this.page.getByRole('toolbar', { name: 'Selected text' });
  }
}

const plain = (text: string) => text.replaceAll(/\s+/g, ' ').trim();
const settled = (page: Page) => page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));

test('labels, pages, zoom and fit work, and pages of any size never move what is read', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  await expect(page.getByText('(1 of 8)')).toBeVisible();
  await expect(reader.box).toHaveValue('i');
  await app.screen('reader-1280');
  await reader.button('Next page').click();
  await expect(reader.box).toHaveValue('ii');
  // A printed label, not the third sheet.
  await reader.box.fill('2');
  await page.keyboard.press('Enter');
  await expect(page.getByText('(4 of 8)')).toBeVisible();
  await reader.box.fill('nonsense');
  await page.keyboard.press('Enter');
  await expect(reader.box).toHaveValue('2');
  const turned = await reader.sheet(4).boundingBox();
  expect((turned?.width ?? 0) / (turned?.height ?? 1)).toBeCloseTo(841.89 / 595.28, 1);

  await reader.pages.focus();
  await page.keyboard.press('End');
  await expect(page.getByText('(8 of 8)')).toBeVisible();
  const before = await reader.sheet(8).boundingBox();
  await reader.drawn(8);
  await settled(page);
  expect(await reader.sheet(8).boundingBox()).toEqual(before);
  await page.keyboard.press('Home');
  await expect(page.getByText('(1 of 8)')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('(2 of 8)')).toBeVisible();

  const width = async () => (await reader.sheet(2).boundingBox())?.width ?? 0;
  const fitted = await width();
  await page.keyboard.press('Control+Equal');
  await expect.poll(width).toBeGreaterThan(fitted * 1.15);
  expect(await width()).toBeLessThan(fitted * 1.25);
  await page.keyboard.press('Control+Minus');
  await expect.poll(width).toBeLessThan(fitted * 1.03);
  await page.keyboard.press('Control+0');
  await expect(page.getByRole('status', { name: 'Zoom' })).toHaveText('100 %');
  await expect.poll(width).toBeCloseTo((595.28 * 96) / 72, -1);
  await page.mouse.move(600, 500);
  await page.keyboard.down('Control');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Control');
  await expect.poll(width).toBeGreaterThan(900);
  await reader.button('Fit page').click();
  const height = async () => (await reader.sheet(2).boundingBox())?.height ?? 0;
  const room = (await reader.pages.boundingBox())?.height ?? 0;
  await expect.poll(height).toBeLessThan(room);
  expect(await height()).toBeGreaterThan(room * 0.9);
  await reader.button('Fit width').click();
  await expect.poll(width).toBeCloseTo(fitted, 0);
  await expectAccessible(page);
});

test('the picture has a pixel for each of the screen at any zoom', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  const sharpness = () =>
    reader.sheet(1).evaluate((sheet) => {
      const canvas = sheet.querySelector('canvas') as HTMLCanvasElement;
      return canvas.width / (sheet.getBoundingClientRect().width * devicePixelRatio);
    });
  await expect.poll(sharpness).toBeCloseTo(1, 2);
  await reader.button('Zoom in').click();
  await reader.button('Zoom in').click();
  await expect.poll(sharpness).toBeCloseTo(1, 2);
  await page.keyboard.press('Control+0');
  await expect.poll(sharpness).toBeCloseTo(1, 2);
});

test('six hundred pages open at once, and only those looked at are drawn', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await manyPages(600));
  await reader.drawn(1);
  await reader.box.fill('600');
  await page.keyboard.press('Enter');
  await reader.drawn(600);
  await expect(reader.sheet(600).getByText('Leaf number 600')).toBeInViewport();
  // Past all of them, quickly.
  for (let n = 0; n < 60; n++) {
    await reader.pages.evaluate((element, at) => element.scrollTo({ top: element.scrollHeight * at }), n / 60);
  }
  await reader.box.fill('300');
  await page.keyboard.press('Enter');
  await reader.drawn(300);
  expect(await page.locator('.page canvas').count()).toBeLessThan(14);
  await reader.button('Pages and outline').click();
  await expect(page.getByRole('option', { name: 'Page 300' })).toBeInViewport();
  expect(await page.getByRole('option').count()).toBeLessThan(20);
  await expect(page.getByRole('option', { name: 'Page 300' }).locator('canvas')).toBeVisible();
});

test('outline and thumbnails lead to their pages, by keyboard too', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  await reader.button('Pages and outline').click();
  await expect(page.getByRole('option', { name: 'Page i', exact: true }).locator('canvas')).toBeVisible();
  await page.getByRole('listbox', { name: 'Pages' }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByText('(2 of 8)')).toBeVisible();
  await expect(page.getByRole('option', { name: 'Page ii' })).toHaveAttribute('aria-selected', 'true');
  await settled(page);
  await app.screen('reader-thumbnails');
  await expectAccessible(page);

  await page.getByRole('tab', { name: 'Outline' }).click();
  await page.getByRole('treeitem', { name: 'Front matter' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await expect(page.getByRole('treeitem', { name: 'Methods' })).toBeHidden();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await expect(page.getByText('(8 of 8)')).toBeVisible();
  await page.getByRole('treeitem', { name: 'Methods' }).click();
  await expect(page.getByText('(6 of 8)')).toBeVisible();
  await expect(reader.box).toHaveValue('4');
  await app.screen('reader-outline');
  await expectAccessible(page);
});

test('a link inside leads there and back again; one outside shows its address first', async ({ app, folder }) => {
  const { page, electron } = app;
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  await reader.sheet(1).locator('.linkAnnotation a').first().click();
  await expect(page.getByText('(6 of 8)')).toBeVisible();
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(page.getByText('(1 of 8)')).toBeVisible();
  await page.keyboard.press('Alt+ArrowRight');
  await expect(page.getByText('(6 of 8)')).toBeVisible();
  await reader.button('Back').click();
  await expect(page.getByText('(1 of 8)')).toBeVisible();

  await electron.evaluate(({ shell }) => {
    shell.openExternal = async (url) => void Object.assign(globalThis, { opened: url });
  });
  const outside = reader.sheet(1).locator('.linkAnnotation a').last();
  await outside.click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(link);
  await app.screen('reader-link');
  await page.keyboard.press('Escape');
  expect(await electron.evaluate(() => 'opened' in globalThis)).toBe(false);
  await outside.click();
  await dialog.getByRole('button', { name: 'Open' }).click();
  await expect.poll(() => electron.evaluate(() => (globalThis as { opened?: string }).opened)).toBe(link);
});

test('a paper opens where it was left, in another start too', async ({ open: start, folder }) => {
  const first = await start();
  const reader = await read(first, folder, await manyPages(12));
  await reader.drawn(1);
  await reader.button('Zoom in').click();
  await reader.box.fill('7');
  await first.page.keyboard.press('Enter');
  await reader.pages.evaluate((element) => element.scrollBy({ top: 333 }));
  await settled(first.page);
  const top = (reading: Reading) => reading.sheet(7).evaluate((sheet) => Math.round(sheet.getBoundingClientRect().top));
  const left = await top(reader);
  await reader.button('Close paper').click();
  const again = await open(first);
  await again.drawn(7);
  expect(Math.abs((await top(again)) - left)).toBeLessThan(3);
  await first.electron.close();

  const second = await start();
  const later = await open(second);
  await later.drawn(7);
  expect(Math.abs((await top(later)) - left)).toBeLessThan(3);
});

test('search finds words also on pages not drawn, marks them and gives the focus back', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  await expect(app.page.locator('[data-pages]')).toBeFocused();
  await page.keyboard.press('Control+f');
  const field = page.getByRole('textbox', { name: 'Text to find' });
  await expect(field).toBeFocused();
  const outcome = page.getByRole('search').getByRole('status');
  await field.fill('sediment TRANSPORT was strongest');
  await expect(outcome).toHaveText('1 of 1');
  await reader.drawn(6);
  await expect.poll(() => wordsUnderMarks(page, 'current')).toBe('Sedi- ment transport was strongest');
  await field.fill('Turned table of discharge');
  await expect(outcome).toHaveText('1 of 1');
  await reader.drawn(4);
  await expect.poll(() => wordsUnderMarks(page, 'current')).toBe('Turned table of discharge');
  await app.screen('reader-find-turned');

  await field.fill('barley stood');
  await expect(outcome).toHaveText(/^\d+ of 66$/);
  await page.keyboard.press('Home');
  const at = async () => Number((await outcome.textContent())?.split(' ')[0]);
  const before = await at();
  await page.keyboard.press('Enter');
  await expect.poll(at).toBe(before + 1);
  await page.keyboard.press('F3');
  await expect.poll(at).toBe(before + 2);
  await page.keyboard.press('Shift+F3');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(at).toBe(before);
  await expect(page.locator('[data-mark=current]').first()).toBeInViewport();
  expect(await page.locator('[data-mark=found]').count()).toBeGreaterThan(60);
  await settled(page);
  await app.screen('reader-find');
  await expectAccessible(page);
  await field.fill('xylophone');
  await expect(outcome).toHaveText('No match');

  await field.fill('Preface');
  await expect(outcome).toHaveText('1 of 1');
  await reader.drawn(2);
  await page.keyboard.press('Escape');
  await expect(reader.pages).toBeFocused();
  // What was found is selected, and the keyboard reaches what can be done with it.
  expect(await page.evaluate(() => String(getSelection()))).toBe('Preface');
  await page.keyboard.press('Control+Shift+h');
  await expect(reader.toolbar.getByRole('button', { name: 'Copy' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(reader.toolbar).toBeHidden();
  await expect(reader.pages).toBeFocused();
  await expect(page.getByRole('region', { name: readerTitle })).toBeVisible();
});

test('selected text is copied and highlighted as it reads', async ({ app, folder }) => {
  const { page, electron } = app;
  const reader = await read(app, folder, await readerPaper());
  await expect(app.page.getByRole('region', { name: readerTitle })).toBeVisible();
  await reader.box.fill('4');
  await page.keyboard.press('Enter');
  await reader.drawn(6);
  await reader.select('Sedi-', 'the weir in spring.');
  await settled(page);
  await app.screen('reader-selection');
  await expectAccessible(page);
  await page.keyboard.press('Control+c');
  const clipboard = () => electron.evaluate(({ clipboard: board }) => board.readText());
  await expect.poll(clipboard).toBe(brokenSentence);
  await reader.toolbar.getByRole('button', { name: 'Copy' }).click();
  await expect(page.getByText('Copied.')).toBeVisible();
  await expect.poll(clipboard).toBe(brokenSentence);

  await reader.select('Sedi-', 'the weir in spring.');
  await reader.toolbar.getByRole('button', { name: 'Highlight, green' }).click();
  await expect(reader.toolbar).toBeHidden();
  await expect
    .poll(async () => plain(await wordsUnderMarks(page, 'green')))
    .toBe('Sedi- ment transport was strongest below the weir in spring.');
  await expect(page.locator('[data-mark=green]')).toHaveCount(3);
  await page.getByRole('tab', { name: 'Notes' }).click();
  const notes = page.getByRole('list', { name: 'Highlights and notes' });
  await expect(notes.getByRole('listitem')).toHaveText([new RegExp(brokenSentence)]);

  await reader.button('Zoom in').click();
  await expect.poll(async () => plain(await wordsUnderMarks(page, 'green'))).toContain('ment transport was strongest below');
});

test('selected text goes into a question, and into a search of all papers', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  await reader.select('How the river', 'told further on.');
  await reader.toolbar.getByRole('button', { name: 'Ask about this' }).click();
  await expect(page.getByRole('textbox', { name: 'Question' })).toBeFocused();
  await expect(page.getByRole('complementary')).toContainText('How the river is measured is told further on.');
  await settled(page);
  await app.screen('reader-ask-about');
  await reader.select('How the river', 'told further on.');
  await reader.toolbar.getByRole('button', { name: 'Find elsewhere' }).click();
  await expect(page.getByRole('main').getByRole('searchbox').or(page.getByRole('main').getByRole('textbox')).first()).toHaveValue(
    'How the river is measured is told further on.',
  );
});

test('a highlight has a note that is saved by itself, colours, Undo, and outlives a new reading and a new start', async ({
  open: start,
  folder,
}) => {
  const first = await start();
  const { page, electron } = first;
  const reader = await read(first, folder, await readerPaper());
  await first.page.getByRole('tab', { name: 'Notes' }).click();
  await expect(page.getByText('No highlights yet')).toBeVisible();
  await first.screen('notes-empty');
  await reader.box.fill('4');
  await page.keyboard.press('Enter');
  await reader.drawn(6);
  await reader.select('Barley roots', 'degrees, even');
  await reader.toolbar.getByRole('button', { name: 'Add a note' }).click();
  const panel = page.getByRole('dialog', { name: 'Highlight' });
  await expect(panel.getByRole('textbox', { name: 'Note' })).toBeFocused();
  await page.keyboard.type('Check the slope.');
  await settled(page);
  await first.screen('reader-note');
  await expectAccessible(page);
  await panel.getByRole('button', { name: 'blue' }).click();
  await expect(page.locator('[data-mark=blue]')).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
  await expect(page.getByRole('region', { name: readerTitle })).toBeVisible();

  // A second one, earlier in the paper, comes first in the list.
  await reader.select('The weir was', 'built long ago.');
  await reader.toolbar.getByRole('button', { name: 'Highlight, pink' }).click();
  const notes = page.getByRole('list', { name: 'Highlights and notes' }).getByRole('listitem');
  await expect(notes).toHaveCount(2);
  await expect(notes.first()).toContainText('The weir was built long ago.');
  await expect(notes.last().getByRole('textbox')).toHaveValue('Check the slope.');
  await page.getByRole('button', { name: 'Copy all as Markdown' }).click();
  await expect
    .poll(() => electron.evaluate(({ clipboard }) => clipboard.readText()))
    .toBe(
      `# ${readerTitle}\n\n> The weir was built long ago. (page 4)\n\n> Barley roots held the bank in place wherever the slope stayed under ten degrees, even (page 4)\n\nCheck the slope.\n`,
    );
  await page.keyboard.press('Home');
  await first.screen('notes');

  await page.locator('[data-mark=pink]').first().scrollIntoViewIfNeeded();
  const mark = await page.locator('[data-mark=pink]').first().boundingBox();
  await page.mouse.click((mark?.x ?? 0) + 20, (mark?.y ?? 0) + 5);
  await panel.getByRole('button', { name: 'Delete highlight' }).click();
  await expect(notes).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(notes).toHaveCount(2);

  await notes.first().getByRole('textbox', { name: 'Note' }).fill('Typed just before the end');
  await electron.close();

  const second = await start();
  await second.page.evaluate(async () => {
    const ask = (route: string, input: unknown) => window.hub.request({ id: crypto.randomUUID(), route, input });
    const list = await ask('documents.list', {});
    if (list.ok) await ask('documents.retry', { ids: [(list.data as { items: { id: string }[] }).items[0]?.id] });
  });
  const again = await open(second);
  await second.page.getByRole('tab', { name: 'Notes' }).click();
  const kept = second.page.getByRole('list', { name: 'Highlights and notes' }).getByRole('listitem');
  await expect(kept).toHaveCount(2);
  await expect(kept.first().getByRole('textbox')).toHaveValue('Typed just before the end');
  await kept
    .last()
    .getByRole('button', { name: /Barley roots/ })
    .click();
  await again.drawn(6);
  await expect(second.page.locator('[data-mark=blue]').first()).toBeInViewport();
  expect(plain(await wordsUnderMarks(second.page, 'blue'))).toContain('Barley roots held the bank in place');
});

test('a citation is brought into view beside its answer, each time it is asked for, and leads back', async ({ app, folder }) => {
  const { page } = app;
  await app.drop([await put(folder, 'paper', await makePaper(maize)), await put(folder, 'bees', await makePaper(bees))]);
  await expect(app.row('paper.pdf').getByText('Ready')).toBeVisible();
  await app.ask('How much did uneven seed distribution reduce the grain yield of maize?');
  const citation = page.getByRole('button', { name: /^Source 1: .*Maize.*page 3$/ }).first();
  await citation.click();
  const reader = new Reading(page);
  await reader.drawn(3);
  const marks = page.locator('[data-mark=citation]');
  const centred = async () => {
    await expect(marks.first()).toBeInViewport();
    const [mark, view] = [await marks.first().boundingBox(), await reader.pages.boundingBox()];
    return Math.abs((mark?.y ?? 0) - (view?.y ?? 0) - (view?.height ?? 0) / 2);
  };
  await expect.poll(centred).toBeLessThan(60);
  expect(plain(await wordsUnderMarks(page))).toContain('reduced the grain yield by 9 percent');
  await expect(page.locator('[aria-live=polite]').filter({ hasText: /page 3: .*9 percent/ })).toBeAttached();
  await settled(page);
  await app.screen('reader-citation');
  await expectAccessible(page);

  await page.keyboard.press('Home');
  await reader.button('Zoom in').click();
  await reader.button('Zoom in').click();
  await citation.click();
  await expect.poll(centred).toBeLessThan(60);
  await expect.poll(async () => plain(await wordsUnderMarks(page))).toContain('reduced the grain yield by 9 percent');

  await page.getByRole('tab', { name: 'Notes' }).click();
  await reader.button('Back to the answer').click();
  await expect(citation).toBeFocused();
  await page.setViewportSize({ width: 1920, height: 1080 });
  await settled(page);
  await app.screen('reader-citation-1920');
});

test('marks over a page end are brought into view, also a second time', async ({ app, folder }) => {
  const { page } = app;
  const reader = await read(app, folder, await manyPages(5));
  await reader.drawn(1);
  await page.evaluate(async () => {
    const ask = (route: string, input: unknown) => window.hub.request({ id: crypto.randomUUID(), route, input });
    const list = await ask('documents.list', {});
    const document = list.ok ? (list.data as { items: { id: string; blobHash: string }[] }).items[0] : undefined;
    const boxes = [
      { page: 3, x: 72, y: 780, width: 300, height: 14 },
      { page: 4, x: 72, y: 74, width: 300, height: 14 },
    ];
    const { id: documentId, blobHash } = document as { id: string; blobHash: string };
    await ask('annotations.create', {
      documentId,
      blobHash,
      page: 3,
      quote: 'Over the end',
      prefix: '',
      suffix: '',
      boxes,
      color: 'green',
    });
  });
  await page.getByRole('tab', { name: 'Notes' }).click();
  const card = page.getByRole('button', { name: /Over the end/ });
  const bothInView = async () => {
    await expect(page.locator('[data-mark=green]')).toHaveCount(2);
    for (const mark of await page.locator('[data-mark=green]').all()) await expect(mark).toBeInViewport();
  };
  await card.click();
  await bothInView();
  await reader.pages.evaluate((element) => element.scrollTo({ top: 0 }));
  await card.click();
  await bothInView();
});

test('a paper can be read while it waits to be read by the engine', async ({ app, folder }) => {
  const { page } = app;
  const pause = (route: string) => page.evaluate((name) => window.hub.request({ id: 'p', route: name, input: {} }), route);
  await pause('queue.pause');
  const reader = await read(app, folder, await readerPaper());
  await reader.drawn(1);
  await reader.select('How the river', 'told further on.');
  await reader.toolbar.getByRole('button', { name: 'Highlight, yellow' }).click();
  await expect(page.locator('[data-mark=yellow]')).toHaveCount(1);
  await page.keyboard.press('Control+f');
  await page.keyboard.type('weir');
  await expect(page.getByRole('search')).toContainText('This paper has not been read yet.');
  await app.screen('reader-unread');
  await pause('queue.resume');
  await expect(page.getByRole('search')).toContainText('1 of 2');
});

test('what cannot be shown says why and what to do', async ({ app, folder }) => {
  const { page } = app;
  await app.drop([await put(folder, 'broken', Buffer.from('%PDF-1.7\nnot really'))]);
  await open(app, 'broken');
  await expect(page.getByRole('alert')).toContainText('This PDF cannot be shown');
  await expect(page.getByRole('button', { name: 'Show file' })).toBeVisible();
  await app.screen('reader-broken');
  await expectAccessible(page);
  await page.keyboard.press('Escape');

  await app.drop([await put(folder, 'locked', await makePaper({ ...bees, password: 'nectar' }))]);
  await open(app, 'locked');
  const password = page.getByRole('region').getByRole('textbox', { name: 'Password' });
  await expect(password).toBeFocused();
  await password.fill('honey');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('The password does not open this PDF.');
  await app.screen('reader-locked');
  await password.fill('nectar');
  await page.keyboard.press('Enter');
  await expect(page.locator('.textLayer[data-rendered]').first()).toBeAttached();
  await page.keyboard.press('Escape');

  const partly = await read(app, folder, missingPage(), 'partly');
  await expect(partly.sheet(2)).toContainText('This page is damaged');
  await expect(partly.sheet(1)).toContainText('First page');
  await page.keyboard.press('Escape');

  await app.drop([await put(folder, 'gone', await readerPaper())]);
  await expect(app.row('gone.pdf').getByText('Ready')).toBeVisible();
  await rm(join(folder, 'library/blobs'), { recursive: true });
  await open(app, 'gone');
  await expect(page.getByRole('alert')).toContainText('The file of this paper is not there');
  await app.screen('reader-missing');
});

async function put(folder: string, name: string, bytes: Buffer): Promise<string> {
  const path = join(folder, `${name}.pdf`);
  await writeFile(path, bytes);
  return path;
}

/** In the page: where the first text begins and the last one ends. */
function edgesOf([from, to]: string[]) {
  const rectOf = (text: string) => {
    for (const layer of document.querySelectorAll('.textLayer')) {
      const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
      for (let node = texts.nextNode() as Text; node; node = texts.nextNode() as Text) {
        const at = node.data.indexOf(text);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + text.length);
        return range.getBoundingClientRect();
      }
    }
    throw new Error(`not drawn: ${text}`);
  };
  const [first, last] = [rectOf(from as string), rectOf(to as string)];
  return {
    from: { x: first.left + 0.5, y: first.top + first.height / 2 },
    to: { x: last.right - 0.5, y: last.top + last.height / 2 },
  };
}
