import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { MatrixCell } from '../../shared/domain/matrix.ts';
import { bees, glaciers, maize, numberedPaper } from '../fixtures/pdf/papers.ts';
import { Folders, hub, killLeftovers, startHub, withoutModel, writePaper } from './support/hub.ts';
import { ctx, Gate, openTestEngine, type TestEngine } from './support/localEngine.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const folders = new Folders();
afterAll(async () => {
  killLeftovers();
  await folders.removeAll();
});

const questions = ['How did uneven seed distribution change the grain yield?', 'When was sliding of the glacier fastest?'];

describe('a matrix of papers and questions', () => {
  let test: TestEngine;
  let data: string;
  let ids: string[];
  /** Every cell waits here before it is stored. */
  const gate = new Gate();

  const open = () =>
    openTestEngine({
      dataDir: data,
      settings: withoutModel,
      change: (ports) => {
        const { saveCell } = ports.matrices;
        ports.matrices = {
          ...ports.matrices,
          saveCell: async (...args) => {
            await gate.pass();
            return await saveCell(...args);
          },
        };
      },
    });

  beforeAll(async () => {
    const papers = await folders.make();
    data = await folders.make();
    test = await open();
    ids = await test.add([
      await writePaper(papers, 'maize.pdf', maize),
      await writePaper(papers, 'glaciers.pdf', glaciers),
      await writePaper(papers, 'bees.pdf', bees),
    ]);
    for (const id of ids) await test.ended(id);
  });
  afterAll(() => test?.close());

  const make = async (more: Partial<{ documentIds: string[]; questions: string[] }> = {}) => {
    const scope = { collectionIds: [], tagIds: [], documentIds: more.documentIds ?? ids };
    const { matrix } = await test.call('matrices.create', { title: 'Fields', scope, questions: more.questions ?? questions });
    return matrix;
  };
  const run = async (id: string, again: { documentId: string; columnId: string }[] = []) => {
    await test.call('matrices.run', { id, again });
    await test.call('matrices.wait', { id });
    return await test.call('matrices.get', { id });
  };
  const at = (cells: MatrixCell[], documentId: string, columnId: string) =>
    cells.find((cell) => cell.documentId === documentId && cell.columnId === columnId)!;

  it('holds what each paper says to each question, with its boxes, and what none says as not reported', async () => {
    const made = await make();
    const { matrix, cells, work } = await run(made.id);
    expect(matrix).toMatchObject({ documentIds: ids, cellCount: 6, problem: null });
    expect(work).toEqual({ running: false, etaMs: null });
    const [seeds, sliding] = matrix.columns.map((column) => column.id) as [string, string];
    const answered = at(cells, ids[0]!, seeds);
    expect(answered).toMatchObject({ answered: true, problem: null, generator: 'evidence' });
    expect(answered.text).toMatch(/reduced the grain yield by 9 percent.* \[1\]/);
    expect(answered.citations[0]).toMatchObject({ documentId: ids[0], page: 3, verified: true });
    expect(answered.citations[0]!.boxes.length).toBeGreaterThan(0);
    expect(answered.citations.length).toBeLessThanOrEqual(2);
    expect(at(cells, ids[1]!, sliding)).toMatchObject({ answered: true });
    expect(at(cells, ids[2]!, sliding)).toMatchObject({ answered: false, text: '', citations: [], problem: null });
    const told = test.events.filter((event) => event.type === 'matrix.cell' && event.matrixId === made.id);
    expect(told.map((event) => event.type === 'matrix.cell' && event.cellCount)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('asks only what is new when rows and columns are added, and again what is asked for', async () => {
    const made = await make({ documentIds: ids.slice(0, 2), questions: questions.slice(0, 1) });
    const first = await run(made.id);
    const columns = [...made.columns, { id: 'added', question: questions[1]! }];
    await test.call('matrices.update', { id: made.id, documentIds: ids, columns });
    const more = await run(made.id);
    expect(more.cells).toHaveLength(6);
    for (const cell of first.cells) expect(more.cells).toContainEqual(cell);

    const [before] = first.cells as [MatrixCell];
    const again = await run(made.id, [before]);
    expect(again.cells).toHaveLength(6);
    expect(at(again.cells, before.documentId, before.columnId).filledAt).toBeGreaterThan(before.filledAt);
    const others = (cells: MatrixCell[]) => cells.filter((cell) => cell.documentId !== before.documentId);
    expect(others(again.cells)).toEqual(expect.arrayContaining(others(more.cells)));
  });

  it('stops where it is, keeps what is filled, and goes on from there', async () => {
    const made = await make();
    gate.close();
    await test.call('matrices.run', { id: made.id });
    await vi.waitFor(() => expect(gate.waiting).toBe(1));
    const running = await test.call('matrices.get', { id: made.id });
    expect(running.work.running).toBe(true);
    expect(running.work.etaMs).toBeGreaterThan(0);
    const stopped = test.call('matrices.stop', { id: made.id });
    await vi.waitFor(async () => expect(await test.ports.queue.find('matrix.fill', made.id)).toMatchObject({ state: 'running' }));
    gate.open();
    const { matrix, work } = await stopped;
    expect(work.running).toBe(false);
    expect(matrix.cellCount).toBeLessThan(6);
    expect((await run(made.id)).matrix.cellCount).toBe(6);
  });

  it('goes on by itself after the app was closed in the midst of it', async () => {
    const made = await make();
    gate.close();
    await test.call('matrices.run', { id: made.id });
    await vi.waitFor(() => expect(gate.waiting).toBe(1));
    const closed = test.close();
    gate.open();
    await closed;
    test = await open();
    await test.call('matrices.wait', { id: made.id });
    expect((await test.call('matrices.get', { id: made.id })).matrix.cellCount).toBe(6);
  });

  it('says of a paper that was not read, or lies in the trash, why it was not asked', async () => {
    const path = await writePaper(await folders.make(), 'valley.pdf', numberedPaper(7));
    const [id] = await test.add([path]);
    await test.ended(id!);
    const made = await make({ documentIds: [id!], questions: ['How many larches did the station count?'] });
    await test.call('documents.remove', { ids: [id!] });
    const { cells } = await run(made.id);
    expect(cells).toMatchObject([
      { answered: false, problem: { code: 'paper_not_readable', message: 'This paper is in the trash.' } },
    ]);
    await test.call('documents.restore', { ids: [id!] });
    // Read again, a paper is another revision: its cells are of the one before.
    await run(made.id, cells);
    await test.call('documents.retry', { ids: [id!] });
    const document = await test.ended(id!);
    const { cells: after } = await test.call('matrices.get', { id: made.id });
    expect(after[0]!.revisionId).not.toBe(document.activeRevisionId);
  });

  // Asking on would fail every cell of a large matrix, and hide why.
  it('ends where the language model cannot be used, and says so', async () => {
    const made = await make();
    await test.call('matrices.update', { id: made.id, generator: 'local' });
    const { matrix, cells } = await run(made.id);
    expect(matrix.problem).toMatchObject({ code: 'generator_unavailable' });
    expect(cells.every(({ answered }) => !answered)).toBe(true);
    expect(matrix.cellCount).toBeLessThan(6);
    await test.call('matrices.update', { id: made.id, generator: 'evidence' });
    expect((await run(made.id)).matrix).toMatchObject({ problem: null, cellCount: 6 });
  });

  it('is written as CSV, Markdown and BibTeX', async () => {
    const made = await make();
    await run(made.id);
    const csv = await test.call('matrices.export', { id: made.id, format: 'csv' });
    expect(csv.fileName).toBe('Fields.csv');
    const [head, ...rows] = csv.text.slice(1).trimEnd().split('\r\n');
    expect(head).toBe(`Title,Authors,Year,DOI,${questions.map((one) => `${one},${one} (source)`).join(',')}`);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/p\. 3: “Uneven seed distribution/);
    expect(rows[2]).toContain('not reported');
    const { text } = await test.call('matrices.export', { id: made.id, format: 'markdown' });
    expect(text).toMatch(/^# Fields\n\n\| Paper \| .*\n\| --- \| --- \| --- \|\n\| Plant Population.*\[1\]/);
    expect(text).toMatch(/## Sources\n\n1\. \*Plant Population.*\*, p\. 3: “Uneven/);
    const bib = await test.call('matrices.export', { id: made.id, format: 'bibtex' });
    expect(bib.text.match(/^@/gm)).toHaveLength(3);
  });

  it('is gone once removed, also while it is filled', async () => {
    const made = await make();
    await test.call('matrices.run', { id: made.id });
    await test.call('matrices.remove', { id: made.id });
    await expect(test.call('matrices.get', { id: made.id })).rejects.toMatchObject({ code: 'not_found' });
    expect(await test.ports.matrices.cells(ctx, made.id)).toEqual([]);
  });
});

describe('hub matrix', () => {
  it('goes on after a kill with what it had, and prints what it found', async () => {
    const [data, papers] = [join(await folders.make(), 'library'), await folders.make()];
    const inData = (...args: string[]) => hub([...args, '--data', data, '--json'], withoutModel);
    for (let n = 1; n <= 6; n++) await writePaper(papers, `${n}.pdf`, numberedPaper(n));
    await inData('add', papers);
    const asked = [
      'How many larches did the station count?',
      'When does snow lie?',
      'Who collected cones?',
      'What do the owls use?',
    ];
    const args = ['matrix', 'new', 'Valleys', ...asked.flatMap((question) => ['--question', question])];
    const killed = startHub([...args, '--data', data, '--json'], withoutModel);
    await killed.saw(/\b2[0-2] cells left/);
    killed.process.kill('SIGKILL');
    await killed.ended;
    const [listed] = (await inData('matrix', 'list')).lines as { id: string; cellCount: number }[];
    expect(listed!.cellCount).toBeGreaterThan(0);
    const [ended] = (await inData('matrix', 'run', listed!.id)).lines;
    expect(ended).toMatchObject({ title: 'Valleys', cellCount: 24, running: false, problem: null });
    const exported = await hub(['matrix', 'export', listed!.id, '--format', 'csv', '--data', data], withoutModel);
    expect(exported.stdout.split('\r\n').filter((row) => row.includes('Survey of Valley'))).toHaveLength(6);
    expect((await inData('matrix', 'remove', listed!.id)).code).toBe(0);
    expect((await inData('matrix', 'list')).lines).toEqual([]);
  });
});
