import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { PageLedger } from '../../shared/domain/inspection.ts';
import { sectionedPaper, twoColumnPaper } from '../fixtures/pdf/layouts.ts';
import { maize } from '../fixtures/pdf/papers.ts';
import { Folders, withoutModel, writePaper } from './support/hub.ts';
import { openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

describe('what was read of a paper', () => {
  const folders = new Folders();
  let test: TestEngine;
  let papers: string;

  beforeAll(async () => {
    papers = await folders.make();
    test = await openTestEngine({ dataDir: await folders.make(), settings: withoutModel });
  });
  afterAll(async () => {
    await test?.close();
    await folders.removeAll();
  });

  // What was left of a download that broke off passed for the whole paper.
  it('is told as partly read where the file was cut off', async () => {
    const path = join(papers, 'cut.pdf');
    const whole = await twoColumnPaper(6);
    await writeFile(path, whole.subarray(0, Math.floor(0.6 * whole.length)));
    const [id] = await test.add([path]);
    expect(await test.ended(id!)).toMatchObject({ status: 'partial', error: { code: 'pdf_recovered' } });
  });

  it('is kept with headings, references and pages', async () => {
    const path = join(papers, 'sectioned.pdf');
    await writeFile(path, await sectionedPaper());
    const [id] = await test.add([path]);
    await test.ended(id!);
    const { sections, references, pages, ...read } = await test.call('documents.inspect', { id: id! });
    expect(read).toMatchObject({ document: { id, doi: null }, abstract: '', venue: '', arxivId: null, record: null });
    expect(sections.map(({ title, level }) => `${level} ${title}`)).toEqual([
      '1 1 Introduction',
      '1 2 Methods',
      '2 2.1 Field sites',
      '1 3 Results',
      '1 References',
    ]);
    expect(references.map(({ text, year }) => [text, year])).toEqual([
      ['A. Writer. On barley. Journal of Grain, 2001.', 2001],
      ['B. Author. On light. Letters of Light, 2003.', 2003],
    ]);
    expect(pages).toEqual(
      pages.map((_, i) => ({ page: i + 1, label: null, characters: expect.any(Number), error: null, trace: expect.anything() })),
    );
    expect(pages[0]!.trace).toMatchObject({ source: 'text', quality: 1, confidence: null, warnings: [] });
  });

  // A second reading of the same file works into a revision of its own, and must not lose or double what the first one told.
  it('is the same after it was read again', async () => {
    const [id] = await test.add([await writePaper(papers, 'maize.pdf', maize)]);
    await test.ended(id!);
    const first = await test.call('documents.inspect', { id: id! });
    expect(first.abstract).toBe(maize.sections[0]!.paragraphs[0]);
    await test.call('documents.retry', { ids: [id!] });
    await test.ended(id!);
    const { document, ledger: _, ...again } = await test.call('documents.inspect', { id: id! });
    expect(document.activeRevisionId).not.toBe(first.document.activeRevisionId);
    const untimed = (pages: PageLedger[]) =>
      pages.map((page) => ({ ...page, trace: page.trace && { ...page.trace, durationMs: 0 } }));
    const { ledger: __, ...firstAgain } = { ...first, pages: untimed(first.pages) };
    expect({ ...again, pages: untimed(again.pages), document: first.document }).toEqual(firstAgain);
  });

  it('of an unknown document is an error', async () => {
    await expect(test.call('documents.inspect', { id: 'unknown' })).rejects.toMatchObject({ code: 'not_found' });
  });
});
