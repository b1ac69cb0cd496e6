import { existsSync } from 'node:fs';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { documentSchema } from '../../shared/domain/document.ts';
import { boxSchema } from '../../shared/domain/geometry.ts';
import { inspectionSchema } from '../../shared/domain/inspection.ts';
import { libraryStatusSchema } from '../../shared/domain/library.ts';
import { bees, glaciers, maize } from '../fixtures/pdf/papers.ts';
import { Folders, type HubRun, hasModel, hub, withoutModel, writePaper } from './support/hub.ts';

const error = z.strictObject({
  code: z.string(),
  message: z.string().min(1),
  action: z.string(),
  pages: z.array(z.number()).optional(),
});
const addLine = z.strictObject({
  id: z.string().nullable(),
  file: z.string(),
  status: z.enum(['ready', 'partial', 'failed', 'duplicate']),
  title: z.string().min(1),
  pages: z.number().int(),
  chunks: z.number().int(),
  seconds: z.number().nonnegative(),
  error: error.optional(),
});
const found = z.strictObject({
  ms: z.number(),
  mode: z.enum(['lexical', 'dense', 'hybrid']),
  passages: z.array(
    z.strictObject({
      documentId: z.string(),
      title: z.string(),
      page: z.number().int(),
      text: z.string(),
      score: z.number(),
      boxes: z.array(boxSchema).min(1),
    }),
  ),
});
const answered = z.strictObject({
  answer: z.string(),
  answered: z.boolean(),
  citations: z.array(
    z.object({
      n: z.number().int(),
      documentId: z.string(),
      title: z.string(),
      page: z.number().int(),
      quote: z.string(),
      boxes: z.array(boxSchema).min(1),
      verified: z.boolean(),
    }),
  ),
  unsupported: z.array(z.string()),
  generator: z.enum(['evidence', 'local', 'openai']),
  ms: z.strictObject({ retrieve: z.number(), firstToken: z.number().nullable(), total: z.number() }),
});

// Each command starts processes of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folders = new Folders();
afterAll(() => folders.removeAll());

/** The lines of `hub add`, by file name. Every line of standard output must be one. */
function byFile(run: HubRun): Record<string, z.infer<typeof addLine>> {
  return Object.fromEntries(run.lines.map((line) => addLine.parse(line)).map((line) => [basename(line.file), line]));
}
const outcome = ({ status, error }: z.infer<typeof addLine>) => (error ? `${status} ${error.code}` : status);
const outcomes = (run: HubRun) => Object.fromEntries(Object.entries(byFile(run)).map(([file, line]) => [file, outcome(line)]));

describe('hub without an embedding model', () => {
  let data: string;
  let papers: string;
  let loose: string;
  let first: HubRun;
  const inData = (...args: string[]) => hub([...args, '--data', data, '--json'], withoutModel);

  beforeAll(async () => {
    [data, papers, loose] = [join(await folders.make(), 'library'), await folders.make(), await folders.make()];
    await mkdir(join(papers, 'deep/down'), { recursive: true });
    await mkdir(join(papers, '.cache'));
    await writePaper(papers, 'maize.pdf', maize);
    await writePaper(papers, 'maize again.pdf', maize);
    await writePaper(papers, '.hidden.pdf', bees);
    await writePaper(join(papers, '.cache'), 'cached.pdf', bees);
    await writePaper(join(papers, 'deep/down'), 'glaciers.PDF', glaciers);
    await writeFile(join(papers, 'empty.pdf'), '');
    await writeFile(join(papers, 'empty twin.pdf'), '');
    await writeFile(join(papers, 'text.pdf'), 'This is no PDF, whatever its name says.');
    await writeFile(join(papers, 'notes.txt'), 'Not asked for.');
    await symlink(papers, join(papers, 'deep/back to the start'));
    await symlink(join(papers, 'gone.pdf'), join(papers, 'dangling.pdf'));
    await writePaper(loose, 'locked.pdf', { ...glaciers, title: 'Locked Glaciers', password: 'open sesame' });
    await writePaper(loose, 'scan.pdf', { title: '', sections: [], drawings: 2 });
    await writePaper(loose, 'half a scan.pdf', { ...bees, drawings: 1 });
    await writeFile(join(loose, 'notes.txt'), 'No PDF either.');
    const files = ['locked.pdf', 'scan.pdf', 'half a scan.pdf', 'notes.txt', 'missing.pdf'].map((name) => join(loose, name));
    first = await inData('add', papers, ...files);
  });

  it('adds files and folders: one line each, with what became of it and why', () => {
    expect(outcomes(first)).toEqual({
      'maize again.pdf': 'ready',
      'maize.pdf': 'duplicate',
      'glaciers.PDF': 'ready',
      'empty.pdf': 'duplicate',
      'empty twin.pdf': 'failed file_empty',
      'text.pdf': 'failed not_a_pdf',
      'locked.pdf': 'failed pdf_password_needed',
      'scan.pdf': 'failed pdf_no_text',
      'half a scan.pdf': 'partial pdf_pages_no_text',
      'notes.txt': 'failed not_a_pdf',
      'missing.pdf': 'failed file_not_found',
    });
    expect(first.lines).toHaveLength(11);
    expect(first.code).toBe(1);
  });

  it('tells pages, chunks and titles', () => {
    const lines = byFile(first);
    expect(lines['maize again.pdf']).toMatchObject({ title: maize.title, pages: 3, file: join(papers, 'maize again.pdf') });
    expect(lines['maize again.pdf']!.chunks).toBeGreaterThanOrEqual(3);
    expect(lines['maize.pdf']).toMatchObject({ id: lines['maize again.pdf']!.id });
    expect(lines['half a scan.pdf']).toMatchObject({ pages: 2, error: { pages: [2] } });
    expect(lines['scan.pdf']).toMatchObject({ pages: 2, chunks: 0 });
    expect(lines['missing.pdf']).toMatchObject({ id: null });
  });

  it('shows what was read of a paper, for programs and for people', async () => {
    const { id } = byFile(first)['maize again.pdf']!;
    const run = await inData('inspect', id!);
    expect(run.code).toBe(0);
    const inspection = inspectionSchema.parse(run.lines[0]);
    expect(inspection.abstract).toBe(maize.sections[0]!.paragraphs[0]);
    expect(run.lines[0]).toMatchObject({ id, title: maize.title, authors: [], doi: null });
    expect(inspection.sections.map(({ title, page }) => `${page} ${title}`)).toEqual(['1 Abstract', '2 Methods', '3 Results']);
    const { stdout } = await hub(['inspect', id!, '--data', data], withoutModel);
    expect(stdout).toMatch(/^Title {5}Plant Population/);
    expect(stdout).toContain('  Methods (p. 2)');
    expect(stdout).toMatch(/Pages {4,5}3, \d+ characters/);
    expect(stdout).toMatch(/^ {2}p\. 2 +text +\d+ characters {2}quality 100 % /m);
    expect(stdout).toMatch(/^Ledger\n {2}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}parse +done +\d+\.\d\d s {2}3 pages$/m);
    expect(await inData('inspect', 'unknown')).toMatchObject({ code: 1, lines: [{ error: { code: 'not_found' } }] });
  });

  it('reads a document again from a stage on, waits, and says how it ended', async () => {
    const { id } = byFile(first)['half a scan.pdf']!;
    const run = await inData('retry', id!, '--stage', 'embed');
    expect(run).toMatchObject({ code: 0, lines: [{ id, status: 'partial', pages: 2, error: { code: 'pdf_pages_no_text' } }] });
    const scan = byFile(first)['scan.pdf']!.id!;
    expect(await inData('retry', scan)).toMatchObject({ code: 1, lines: [{ status: 'failed', error: { code: 'pdf_no_text' } }] });
    expect(await inData('retry', 'unknown')).toMatchObject({ code: 1, lines: [{ error: { code: 'not_found' } }] });
  });

  it('lists the documents, newest first, ready with their words alone', async () => {
    const run = await inData('list');
    const documents = run.lines.map((line) => documentSchema.parse(line));
    expect(run.code).toBe(0);
    expect(documents.map(({ fileName, status, vectors }) => `${fileName} ${status} ${vectors}`)).toEqual([
      'half a scan.pdf partial none',
      'scan.pdf failed none',
      'locked.pdf failed none',
      'text.pdf failed none',
      'maize again.pdf ready none',
      'empty twin.pdf failed none',
      'glaciers.PDF ready none',
    ]);
  });

  it('says in its status what is there and which model is missing', async () => {
    const run = await inData('status');
    const [status] = run.lines.map((line) => libraryStatusSchema.parse(line));
    expect(status).toMatchObject({
      documents: { ready: 2, partial: 1, failed: 4 },
      trashed: 0,
      queue: { queued: 0, running: 0 },
    });
    expect(status!.embedder).toMatchObject({ modelId: 'nobody/nothing', available: false });
    expect(status!.embedder.message).toContain('nobody/nothing');
  });

  it('leads a sentence to its page, and says so where it is in no paper', async () => {
    const words = 'Uneven seed distributlon within the row reduced the grain yleld';
    const [found] = (await inData('quote', words)).lines as { sources: { title: string; page: number }[] }[];
    expect(found!.sources).toEqual([expect.objectContaining({ title: maize.title, page: 3 })]);
    const nowhere = await hub(['quote', 'Penguins moulted a fortnight earlier than usual', '--data', data], withoutModel);
    expect(nowhere).toMatchObject({ code: 0, stdout: 'Not found in your library.\n' });
  });

  it('searches by words and says that it did', async () => {
    const [result] = (await inData('search', 'seed distribution within the row', '--k', '3')).lines.map((line) =>
      found.parse(line),
    );
    expect(result!.mode).toBe('lexical');
    expect(result!.passages[0]).toMatchObject({ title: maize.title, page: 3 });
    expect(result!.passages[0]!.text).toContain('Uneven seed distribution');
    expect(result!.passages.length).toBeLessThanOrEqual(3);
    const forPeople = await hub(['search', 'lime trees', '--data', data], withoutModel);
    expect(forPeople.stdout).toContain(bees.title);
    expect(forPeople.stderr).toContain('by words only');
  });

  it('answers with verified quotes, and says when the library does not', async () => {
    const question = 'How did uneven seed distribution change the grain yield of maize?';
    const [answer] = (await inData('ask', '--generator', 'evidence', question)).lines.map((line) => answered.parse(line));
    expect(answer).toMatchObject({ answered: true, generator: 'evidence', unsupported: [] });
    expect(answer!.citations[0]).toMatchObject({ n: 1, title: maize.title, page: 3, verified: true });
    expect(answer!.citations[0]!.quote).toMatch(/^Uneven seed distribution .* 9 percent at the highest population\.$/s);
    expect(answer!.answer).toContain('[1]');
    const [none] = (await inData('ask', 'Which composer wrote an opera about Figaro?')).lines.map((line) => answered.parse(line));
    expect(none).toMatchObject({ answer: '', answered: false, citations: [], unsupported: [], ms: { firstToken: null } });
  });

  it('opens an encrypted file with its password only', async () => {
    const locked = join(loose, 'locked.pdf');
    const wrong = await inData('add', locked, '--password', 'open barley');
    expect([outcomes(wrong), wrong.code]).toEqual([{ 'locked.pdf': 'failed pdf_password_wrong' }, 1]);
    const right = await inData('add', '--password', 'open sesame', locked);
    expect([outcomes(right), right.code]).toEqual([{ 'locked.pdf': 'ready' }, 0]);
    expect(byFile(right)['locked.pdf']!.id).toBe(byFile(first)['locked.pdf']!.id);
  });

  it('removes to the trash, from where the same file added again comes back', async () => {
    const { id, file } = byFile(first)['maize again.pdf']!;
    expect((await inData('remove', id!)).lines).toEqual([{ id, purged: false }]);
    const [gone] = (await inData('search', 'seed distribution within the row')).lines.map((line) => found.parse(line));
    expect(gone!.passages.map(({ documentId }) => documentId)).not.toContain(id);
    const again = await inData('add', file);
    expect([outcomes(again), again.code]).toEqual([{ 'maize again.pdf': 'duplicate' }, 0]);
    const [back] = (await inData('search', 'seed distribution within the row')).lines.map((line) => found.parse(line));
    expect(back!.passages[0]!.documentId).toBe(id);
  });

  it('purges the document with its PDF, and takes it as new afterwards', async () => {
    const { id, file } = byFile(first)['maize again.pdf']!;
    const { blobHash } = documentSchema.parse((await inData('list')).lines.find((line) => line.id === id));
    const blob = join(data, 'blobs', blobHash.slice(0, 2), blobHash.slice(2, 4), blobHash);
    expect(existsSync(blob)).toBe(true);
    const purged = await inData('remove', id!, '--purge');
    expect([purged.lines, purged.code]).toEqual([[{ id, purged: true }], 0]);
    expect(existsSync(blob)).toBe(false);
    const unknown = await inData('remove', id!);
    expect([unknown.lines, unknown.code]).toMatchObject([[{ error: { code: 'not_found' } }], 1]);
    const again = await inData('add', file);
    expect(outcomes(again)).toEqual({ 'maize again.pdf': 'ready' });
    expect(byFile(again)['maize again.pdf']!.id).not.toBe(id);
  });
});

describe('the command line', () => {
  it('takes common options before and after the command, and keeps logs off standard output', async () => {
    const data = await folders.make();
    const loud = { ...withoutModel, HUB_LOG_LEVEL: 'debug' };
    for (const args of [
      ['--data', data, '--json', 'models'],
      ['models', '--json', '--data', data],
    ]) {
      const run = await hub(args, loud);
      expect(run.code).toBe(0);
      expect(run.lines.map((line) => line.id)).toContain('Xenova/gte-small');
    }
  });

  it('refuses what it does not know before it touches anything', async () => {
    const data = join(await folders.make(), 'never made');
    const wrong = [
      ['frobnicate'],
      ['list', '--frobnicate'],
      ['add'],
      ['search', 'maize', '--mode', 'psychic'],
      ['ask', 'Why?', '--generator', 'oracle'],
    ];
    const runs = await Promise.all(wrong.map((args) => hub([...args, '--data', data, '--json'], withoutModel)));
    for (const run of runs) {
      expect(run.code).toBe(1);
      expect(run.stdout).toBe('');
      expect(run.stderr).toContain('error:');
    }
    expect(existsSync(data)).toBe(false);
  });

  it('names every setting that is wrong at once', async () => {
    const settings = { HUB_DEVICE: 'abacus', HUB_THREADS: 'many', HUB_OPENAI_KEY_FILE: '/nowhere/key' };
    const run = await hub(['list', '--json', '--data', await folders.make()], settings);
    expect(run.code).toBe(1);
    expect(run.lines).toMatchObject([{ error: { code: 'invalid_input' } }]);
    for (const name of Object.keys(settings)) expect(run.stdout).toContain(name);
  });

  it('says why and ends when a value is not valid or the library cannot be opened', async () => {
    const data = await folders.make();
    const k = await hub(['search', 'maize', '--k', 'few', '--data', data, '--json'], withoutModel);
    expect([k.lines, k.code]).toMatchObject([[{ error: { code: 'invalid_input' } }], 1]);
    const broken = await folders.make();
    await writeFile(join(broken, 'library.sqlite'), 'This was a library once. '.repeat(1000));
    const damaged = await hub(['list', '--data', broken, '--json'], withoutModel);
    expect([damaged.lines, damaged.code]).toMatchObject([[{ error: { code: 'library_damaged' } }], 1]);
    const file = join(broken, 'library.sqlite');
    const noFolder = await hub(['list', '--data', file, '--json'], withoutModel);
    expect(noFolder.lines).toMatchObject([{ error: { code: 'access_denied' } }]);
    expect(noFolder.code).toBe(1);
  });
});

describe.skipIf(!hasModel)('hub with the embedding model', () => {
  it('searches by meaning too', async () => {
    const [data, papers] = [await folders.make(), await folders.make()];
    await writePaper(papers, 'bees.pdf', bees);
    await writePaper(papers, 'glaciers.pdf', glaciers);
    const added = await hub(['add', papers, '--data', data, '--json']);
    expect(outcomes(added)).toEqual({ 'bees.pdf': 'ready', 'glaciers.pdf': 'ready' });
    // None of these words stands in the paper.
    const search = await hub(['search', 'insects communicating food locations', '--data', data, '--json']);
    const [result] = search.lines.map((line) => found.parse(line));
    expect(result!.mode).toBe('hybrid');
    expect(result!.passages[0]!.title).toBe(bees.title);
    const [status] = (await hub(['status', '--data', data, '--json'])).lines.map((line) => libraryStatusSchema.parse(line));
    expect(status!.embedder).toMatchObject({ modelId: 'Xenova/gte-small', available: true, message: '' });
  });
});
