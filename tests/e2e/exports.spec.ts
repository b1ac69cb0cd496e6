import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { expectAccessible } from './axe.ts';
import { addPapers, answered } from './chatSteps.ts';
import { type App, expect, test } from './fixtures.ts';

const aboutMaize = 'How did plant population change the grain yield of maize?';

/** Has the system's dialog choose this file. */
async function saveTo(app: App, filePath: string): Promise<void> {
  await app.electron.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = (async () => ({ canceled: false, filePath: path })) as unknown as typeof dialog.showSaveDialog;
  }, filePath);
}

test('papers are saved and copied as BibTeX: those chosen, and those of a collection', async ({ app, folder }) => {
  const { page } = app;
  await addPapers(app, `${folder}/papers`, { maize, glaciers, bees });
  const saved = join(folder, 'saved.bib');
  await saveTo(app, saved);
  const entries = async () => (await readFile(saved, 'utf8')).match(/^@/gm)?.length;

  await app.row('maize.pdf').click();
  await app.row('glaciers.pdf').click({ modifiers: ['ControlOrMeta'] });
  await app.row('maize.pdf').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Export as BibTeX…' })).toBeVisible();
  await app.screen('export-papers');
  await page.getByRole('menuitem', { name: 'Export as BibTeX…' }).click();
  await expect(app.notices.getByText('Saved 2 papers as BibTeX.')).toBeVisible();
  expect(await entries()).toBe(2);
  await expectAccessible(page);

  await app.row('bees.pdf').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy as BibTeX' }).click();
  await expect(app.notices.getByText('Copied 1 paper as BibTeX.')).toBeVisible();
  expect(await app.electron.evaluate(({ clipboard }) => clipboard.readText())).toMatch(/^@misc\{\w+,\n {2}title = /);

  await app.row('maize.pdf').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Add to collection' }).hover();
  await page.getByRole('menuitem', { name: 'New collection…' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Fields');
  await page.keyboard.press('Enter');
  const collection = page.getByRole('treeitem', { name: 'Fields' });
  await collection.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Export as BibTeX…' }).click();
  await expect(app.notices.getByText('Saved 1 paper as BibTeX.')).toBeVisible();
  expect(await entries()).toBe(1);
});

test('one answer is saved with its references, with its papers, and with all it was made from', async ({ app, folder }) => {
  const { page } = app;
  await addPapers(app, `${folder}/papers`, { maize, glaciers });
  await app.ask(aboutMaize);
  const turn = await answered(app);
  await expectAccessible(page);
  const save = async (format: RegExp, name: string) => {
    await saveTo(app, join(folder, name));
    await turn.getByRole('button', { name: 'Export this answer' }).click();
    await page.getByRole('menuitem', { name: format }).click();
    await expect(app.notices.getByText('Exported.').last()).toBeVisible();
    await expect.poll(() => readFile(join(folder, name), 'utf8').catch(() => '')).not.toBe('');
    return await readFile(join(folder, name), 'utf8');
  };
  await turn.getByRole('button', { name: 'Export this answer' }).click();
  await expect(page.getByRole('menuitem')).toHaveCount(3);
  await app.screen('export-answer');
  await page.keyboard.press('Escape');
  expect(await save(/^Markdown/, 'answer.md')).toContain('```bibtex\n@');
  expect(await save(/BibTeX/, 'answer.bib')).toMatch(/^@/);
  const bundle = JSON.parse(await save(/JSON/, 'answer.json'));
  expect(bundle).toMatchObject({ question: aboutMaize, grounds: { supported: true }, answer: { answered: true } });
  expect(bundle.grounds.passages.length).toBeGreaterThan(0);
});
