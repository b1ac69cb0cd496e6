import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import { catchUpLookUps } from '../../engine/jobs/lookUpJobs.ts';
import type { LookedUp } from '../../shared/api/routes/recordRoutes.ts';
import { mastheadPaper, versions } from '../fixtures/pdf/versions.ts';
import { Folders, withoutModel } from './support/hub.ts';
import { ctx, openTestEngine, type TestEngine } from './support/localEngine.ts';
import { type RegisteredWork, type RegisterServer, startRegisterServer } from './support/registerServer.ts';
import { writeRelatedPapers } from './support/relatedPapers.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const published: RegisteredWork = {
  doi: '10.1000/barley.1',
  title: 'Growth of barley beside slow rivers',
  authors: [
    ['Bea', 'Farmer'],
    ['Carl', 'Miller'],
    ['Fay', 'Missed'],
  ],
  year: 2021,
  venue: 'Journal of River Barley',
  volume: '12',
  pages: ['45', '67'],
};
const walls: RegisteredWork = {
  ...published,
  doi: '10.1000/walls',
  title: 'Stone Walls in Dry Valleys',
  authors: [['Dora', 'Mason']],
};

describe('papers looked up in registers', () => {
  const folders = new Folders();
  let server: RegisterServer;
  let test: TestEngine;

  afterEach(async () => {
    await test?.close();
    await server?.close();
    await folders.removeAll();
  });

  async function open(known: Parameters<typeof startRegisterServer>[0], options: { lookUps?: boolean; now?: () => number } = {}) {
    server = await startRegisterServer(known);
    test = await openTestEngine({
      dataDir: await folders.make(),
      settings: { ...withoutModel, ...server.settings, HUB_LOOKUPS: options.lookUps ? 'on' : 'off' },
      change: (ports: EnginePorts) => void (options.now && Object.assign(ports, { now: options.now })),
    });
    return await writeRelatedPapers(await folders.make());
  }

  async function add(path: string) {
    const [id] = await test.add([path]);
    await test.ended(id!);
    return id!;
  }

  async function lookUp(ids?: string[]) {
    const outcomes: LookedUp[] = [];
    const input = ids ? { ids } : {};
    await test.engine.call('records.lookUp', input, { ctx, emit: (outcome) => outcomes.push(outcome) });
    return outcomes;
  }

  const recordOf = (id: string) => test.call('records.get', { id });
  const registersAsked = () => server.asked.map(({ register }) => register);

  it('send nothing unless a person asks', async () => {
    const paths = await open({ crossref: [published] });
    const id = await add(paths.published);
    expect(await test.call('records.catchUp', {})).toEqual({ enqueued: 0 });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(server.asked).toEqual([]);
    expect(await recordOf(id)).toBeNull();
  });

  it('are filled where reading left something open, say from where, and are asked about once', async () => {
    const paths = await open({ crossref: [published] });
    const id = await add(paths.published);
    expect(await lookUp()).toMatchObject([{ id, status: 'found', record: { register: 'crossref', filled: ['authors'] } }]);
    expect(await test.call('documents.get', { id })).toMatchObject({
      title: 'Growth of Barley Beside Slow Rivers',
      authors: ['Bea Farmer', 'Carl Miller', 'Fay Missed'],
      year: 2021,
    });
    expect(await recordOf(id)).toMatchObject({ venue: 'Journal of River Barley', volume: '12', pages: '45-67' });
    // The DOI, and nothing else.
    expect(server.asked.map(({ url }) => url)).toEqual(['/works/10.1000%2Fbarley.1']);
    await lookUp();
    await lookUp([id]);
    expect(server.asked).toHaveLength(1);
  });

  it('keep what a person edited, and lose nothing to another reading', async () => {
    const paths = await open({ crossref: [published] });
    const id = await add(paths.published);
    await test.call('documents.update', { id, authors: ['Bea Farmer'] });
    await lookUp();
    expect((await test.call('documents.get', { id })).authors).toEqual(['Bea Farmer']);
    expect((await recordOf(id))?.filled).toEqual([]);

    const other = await add(paths.preprint);
    await test.call('documents.update', { id: other, doi: published.doi! });
    await lookUp([other]);
    expect((await recordOf(other))?.filled).toEqual(['authors']);
    await test.call('documents.retry', { ids: [other] });
    expect((await test.ended(other)).authors).toContain('Fay Missed');
    expect((await recordOf(other))?.filled).toEqual(['authors']);
    await test.call('documents.update', { id: other, authors: ['Somebody Else'] });
    expect((await recordOf(other))?.filled).toEqual([]);
    expect(registersAsked().filter((register) => register === 'crossref')).toHaveLength(1);
  });

  it('take nothing from a record that is another work’s', async () => {
    const paths = await open({ crossref: [{ ...published, title: 'Something else entirely about wheat' }] });
    const id = await add(paths.published);
    expect(await lookUp()).toMatchObject([{ status: 'none', record: null }]);
    expect(registersAsked()).toEqual(['crossref', 'openalex']);
    expect(await recordOf(id)).toBeNull();
  });

  it('are found at arXiv by their id, and by title where there is nothing else', async () => {
    const preprint = { arxivId: '2001.00001', title: published.title, authors: published.authors, year: 2020 };
    const paths = await open({
      arxiv: [preprint],
      crossref: [walls, { ...walls, title: `Reply to: ${walls.title}`, doi: '10.1000/2' }],
    });
    const [first, second] = [await add(paths.preprint), await add(paths.other)];
    expect(await lookUp([first, second])).toMatchObject([
      { status: 'found', record: { register: 'arxiv', filled: ['authors', 'doi'] } },
      { status: 'found', record: { register: 'crossref', doi: '10.1000/walls' } },
    ]);
    expect((await test.call('documents.get', { id: second })).doi).toBe('10.1000/walls');
    const asked = server.asked.map(({ url }) => url);
    expect(asked).toEqual([
      '/api/query?id_list=2001.00001&max_results=1',
      '/works?query.bibliographic=Stone+Walls+in+Dry+Valleys&rows=5',
    ]);
    await lookUp();
    expect(server.asked).toHaveLength(2);
  });

  it('end as failed with a reason, and the others go on', async () => {
    const paths = await open({ crossref: [published, walls] });
    const [first, second] = [await add(paths.published), await add(paths.other)];
    server.meet({ status: 500 }, { status: 500 });
    expect(await lookUp([first, second])).toMatchObject([
      { id: first, status: 'failed', error: { code: 'lookup_failed' } },
      { id: second, status: 'found' },
    ]);
    expect(await lookUp([first])).toMatchObject([{ status: 'found' }]);
  });

  it('wait for a register that asks for a moment', async () => {
    const paths = await open({ crossref: [published] });
    const id = await add(paths.published);
    server.meet({ status: 429, headers: { 'retry-after': '1' } }, { status: 404 });
    expect(await lookUp([id])).toMatchObject([{ status: 'found', record: { register: 'crossref' } }]);
  });

  it('say that the network is not there', async () => {
    const paths = await open({ crossref: [published] });
    const id = await add(paths.published);
    await server.close();
    await expect(lookUp([id])).rejects.toMatchObject({ code: 'lookup_offline' });
    expect((await test.call('documents.get', { id })).status).toBe('ready');
  });

  it('are looked up by themselves where that is turned on, after they are ready', async () => {
    const paths = await open({ crossref: [published] }, { lookUps: true });
    server.meet('hang');
    const id = await add(paths.published);
    expect((await test.call('documents.get', { id })).status).toBe('ready');
    expect(test.events.some(({ type }) => type === 'record.changed')).toBe(false);
    await expect.poll(() => server.asked.length).toBe(1);
  });

  it('that no register knows are not asked about again until a new work may be registered', async () => {
    let later = 0;
    const paths = await open({}, { lookUps: true, now: () => Date.now() + later });
    await add(paths.published);
    await expect.poll(() => test.events.filter(({ type }) => type === 'record.changed').length).toBe(1);
    expect(await catchUpLookUps(test.ports, ctx)).toBe(0);
    later = 31 * 24 * 3_600_000;
    expect(await catchUpLookUps(test.ports, ctx)).toBe(1);
    await expect.poll(() => server.asked.length).toBe(4);
  });

  it('without any name of their own are not asked about', async () => {
    await open({ crossref: [published] });
    const path = join(await folders.make(), 'scan0001.pdf');
    await writeFile(path, await mastheadPaper({ ...versions.other, title: ' ', authors: ' ' }));
    const id = await add(path);
    await lookUp([id]);
    expect((await test.call('documents.get', { id })).title).not.toBe(published.title);
  });
});
