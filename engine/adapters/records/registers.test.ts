import { afterEach, describe, expect, it } from 'vitest';
import { type RegisterServer, startRegisterServer } from '../../../tests/integration/support/registerServer.ts';
import { ArxivRegister } from './ArxivRegister.ts';
import { CrossrefRegister } from './CrossrefRegister.ts';
import { OpenAlexRegister } from './OpenAlexRegister.ts';

const barley = {
  doi: '10.1000/barley(1)',
  arxivId: '2001.00001',
  title: 'Growth of <i>Hordeum</i> &amp; Light',
  authors: [
    ['Bea', 'Farmer'],
    ['José', 'Núñez'],
  ] as [string, string][],
  year: 2021,
  venue: 'Journal of River Barley',
  volume: '12',
  issue: '3',
  pages: ['45', '67'] as [string, string],
};
const signal = new AbortController().signal;
const byDoi = { doi: barley.doi, arxivId: null, title: null };

let server: RegisterServer;
afterEach(() => server?.close());

const open = async (known = { crossref: [barley], openalex: [barley], arxiv: [barley] }) => {
  server = await startRegisterServer(known);
  const options = { everyMs: 0, timeoutMs: 300, contact: 'lab@example.org' };
  return {
    crossref: new CrossrefRegister({ ...options, baseUrl: `${server.base}/crossref` }),
    openAlex: new OpenAlexRegister({ ...options, baseUrl: `${server.base}/openalex`, key: 'k' }),
    arxiv: new ArxivRegister({ ...options, baseUrl: `${server.base}/arxiv` }),
  };
};

describe('registers', () => {
  it('give the same work from three kinds of answers', async () => {
    const { crossref, openAlex, arxiv } = await open();
    const work = {
      title: 'Growth of Hordeum & Light',
      authors: ['Bea Farmer', 'José Núñez'],
      year: 2021,
      doi: '10.1000/barley(1)',
      venue: 'Journal of River Barley',
      volume: '12',
      issue: '3',
      pages: '45-67',
    };
    expect(await crossref.ask(byDoi, { signal })).toEqual([{ register: 'crossref', ...work }]);
    expect(await openAlex.ask(byDoi, { signal })).toEqual([{ register: 'openalex', ...work }]);
    expect(await arxiv.ask({ ...byDoi, arxivId: '2001.00001' }, { signal })).toEqual([
      { register: 'arxiv', ...work, doi: '10.48550/arxiv.2001.00001', venue: 'arXiv', volume: '', issue: '', pages: '' },
    ]);
    expect(server.asked.map(({ url }) => url)).toEqual([
      '/works/10.1000%2Fbarley(1)?mailto=lab%40example.org',
      '/works/doi:10.1000%2Fbarley(1)?mailto=lab%40example.org&api_key=k',
      '/api/query?id_list=2001.00001&max_results=1',
    ]);
    expect(new Set(server.asked.map(({ userAgent }) => userAgent))).toEqual(
      new Set(['AI-Research-Hub (mailto:lab@example.org)']),
    );
  });

  it('say what they can be asked by', async () => {
    const { crossref, openAlex, arxiv } = await open();
    const byTitle = { doi: null, arxivId: null, title: 'Über Gerste' };
    expect([crossref, openAlex, arxiv].map((one) => one.question(byTitle))).toEqual(['title:ubergerste', null, null]);
    expect([crossref, openAlex, arxiv].map((one) => one.question(byDoi))).toEqual([
      `doi:${barley.doi}`,
      `doi:${barley.doi}`,
      null,
    ]);
    expect(arxiv.question({ ...byDoi, doi: '10.48550/arxiv.2001.00001' })).toBe('arxiv:2001.00001');
    expect(crossref.question({ doi: null, arxivId: null, title: null })).toBeNull();
  });

  it('know nothing of a work that is not theirs', async () => {
    const { crossref, openAlex, arxiv } = await open({ crossref: [], openalex: [], arxiv: [] });
    for (const register of [crossref, openAlex, arxiv])
      expect(await register.ask({ ...byDoi, arxivId: '2001.00001' }, { signal })).toEqual([]);
  });

  it('find by title, best first', async () => {
    const { crossref } = await open({
      crossref: [{ ...barley, title: 'Light', doi: '10.1000/2' }, barley],
      openalex: [],
      arxiv: [],
    });
    const found = await crossref.ask({ doi: null, arxivId: null, title: 'Growth of Hordeum & Light' }, { signal });
    expect(found.map(({ doi }) => doi)).toEqual(['10.1000/barley(1)', '10.1000/2']);
  });
});

describe('a register in trouble', () => {
  it.each([
    ['says that it failed', { status: 500, body: 'Internal error' }],
    ['is refusing', { status: 403 }],
    ['answers with a page instead of data', { status: 200, body: '<html>Please log in to the Wi-Fi</html>' }],
    ['answers with data of another shape', { status: 200, body: '{"message": {"title": 7}}' }],
    ['breaks off in its answer', { status: 200, body: '{"message": {"DOI": "10.1' }],
    ['does not come to an end', 'hang'],
  ] as const)('%s', async (_what, trouble) => {
    const { crossref, openAlex, arxiv } = await open();
    for (const register of [crossref, openAlex, arxiv]) {
      server.meet(trouble);
      const asked = register.ask({ ...byDoi, arxivId: '2001.00001' }, { signal });
      await expect(asked).rejects.toMatchObject({ code: 'lookup_failed', retryable: true });
      // It is asked again next time.
      expect(await register.ask({ ...byDoi, arxivId: '2001.00001' }, { signal })).toHaveLength(1);
    }
  });

  it('is left alone for as long as it asks, in seconds or until a date', async () => {
    const { crossref, openAlex } = await open();
    server.meet({ status: 429, headers: { 'retry-after': '120' } });
    await expect(crossref.ask(byDoi, { signal })).rejects.toMatchObject({
      code: 'lookup_limited',
      data: { retryAfterMs: 120_000 },
    });
    await expect(crossref.ask(byDoi, { signal })).rejects.toMatchObject({ code: 'lookup_limited' });
    server.meet({ status: 503, headers: { 'retry-after': new Date(Date.now() + 60_000).toUTCString() } });
    const limited = await openAlex.ask(byDoi, { signal }).catch((error) => error);
    expect(limited.code).toBe('lookup_limited');
    expect(limited.data.retryAfterMs).toBeGreaterThan(50_000);
    expect(server.asked).toHaveLength(2);
  });

  it('that cannot be reached is told from one that fails, and not tried at once again', async () => {
    const { crossref } = await open();
    server.meet('hangUp');
    await expect(crossref.ask(byDoi, { signal })).rejects.toMatchObject({ code: 'lookup_offline' });
    await expect(crossref.ask(byDoi, { signal })).rejects.toMatchObject({ code: 'lookup_offline' });
    expect(server.asked).toHaveLength(1);
  });

  it('does not keep whoever cancels', async () => {
    const { crossref } = await open();
    const controller = new AbortController();
    server.meet('hang');
    const asked = crossref.ask(byDoi, { signal: controller.signal });
    controller.abort();
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('sends more than any answer is', async () => {
    const { crossref } = await open();
    server.meet({ status: 200, body: ' '.repeat(9_000_000) });
    await expect(crossref.ask(byDoi, { signal })).rejects.toMatchObject({ code: 'lookup_failed' });
  });
});

it('requests to one register keep their distance', async () => {
  server = await startRegisterServer({ crossref: [barley] });
  const crossref = new CrossrefRegister({ baseUrl: `${server.base}/crossref`, everyMs: 150 });
  await Promise.all([crossref.ask(byDoi, { signal }), crossref.ask(byDoi, { signal }), crossref.ask(byDoi, { signal })]);
  const times = server.asked.map(({ at }) => at);
  expect(times[2]! - times[0]!).toBeGreaterThanOrEqual(290);
});
