import { expect, test } from 'vitest';
import type { Engine } from '../../engine/Engine.ts';
import type { EventFrame } from '../../shared/api/desktop.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { FileGrants } from './fileGrants.ts';
import type { HostHandlers } from './hostRoutes/HostHandlers.ts';
import { type Caller, IpcRouter } from './ipcRouter.ts';

type Call = (route: string, input: unknown, options: { ctx: { signal: AbortSignal }; emit: (event: never) => void }) => unknown;

function setUp(call: Call = () => ({})) {
  const asked: { route: string; input: unknown }[] = [];
  const engine = {
    call: async (route: string, input: unknown, options: never) => {
      asked.push({ route, input });
      return await call(route, input, options);
    },
  } as unknown as Engine;
  const sent: EventFrame[] = [];
  const page: Caller = { origin: 'hub-app://app', isMainFrame: true, send: (frame) => sent.push(frame) };
  const links: string[] = [];
  const openLink = async ({ url }: { url: string }) => {
    links.push(url);
    return {};
  };
  const host = { 'host.openLink': openLink } as unknown as HostHandlers;
  const router = new IpcRouter({ engine, grants: new FileGrants(), origin: 'hub-app://app', host });
  return { router, asked, sent, page, links };
}

test.each([
  ['a page of another origin', { origin: 'https://example.org' }],
  ['a page that is gone', { origin: null }],
  ['a frame inside the page', { isMainFrame: false }],
])('%s reaches neither the engine nor a grant', async (_name, difference) => {
  const { router, asked, page } = setUp();
  const stranger = { ...page, ...difference };
  const result = await router.request(stranger, { id: '1', route: 'library.status', input: {} });
  expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(() => router.grant(stranger, '/etc/passwd')).toThrow(AppError);
  expect(asked).toEqual([]);
});

test.each(['documents.add', 'documents.wait', 'constructor', 'no.such.route'])('a window cannot call %s', async (route) => {
  const { router, asked, page } = setUp();
  const result = await router.request(page, { id: '1', route, input: { paths: ['/etc/passwd'] } });
  expect(result).toMatchObject({ ok: false, error: { code: 'forbidden' } });
  expect(asked).toEqual([]);
});

test('a frame that is not one is an error, not a crash', async () => {
  const { router, page } = setUp();
  for (const frame of [undefined, 'x', { id: '', route: 'search' }, { id: '1', route: 7 }])
    expect(await router.request(page, frame)).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
});

test('a handle stands for its path once, and a made-up one for nothing', async () => {
  const { router, asked, page } = setUp();
  const handle = router.grant(page, '/home/me/paper.pdf');
  const add = (handles: string[]) => router.request(page, { id: '1', route: 'documents.addDropped', input: { handles } });
  expect(await add(['/etc/passwd'])).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(await add([handle])).toMatchObject({ ok: true });
  expect(await add([handle])).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(asked).toEqual([{ route: 'documents.add', input: { paths: ['/home/me/paper.pdf'] } }]);
});

test('a refused drop leaves its other handles usable', async () => {
  const { router, asked, page } = setUp();
  const handle = router.grant(page, '/a.pdf');
  await router.request(page, { id: '1', route: 'documents.addDropped', input: { handles: [handle, 'made-up'] } });
  await router.request(page, { id: '2', route: 'documents.addDropped', input: { handles: [handle] } });
  expect(asked).toEqual([{ route: 'documents.add', input: { paths: ['/a.pdf'] } }]);
});

test('the host’s own routes get their input parsed, and only from the app’s page', async () => {
  const { router, page, links } = setUp();
  const open = (input: unknown, from = page) => router.request(from, { id: '1', route: 'host.openLink', input });
  expect(await open({ url: 7 })).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(await open({ url: 'https://a.org' }, { ...page, isMainFrame: false })).toMatchObject({ error: { code: 'forbidden' } });
  expect(await open({ url: 'https://a.org' })).toMatchObject({ ok: true });
  expect(links).toEqual(['https://a.org']);
});

test('events are tagged with their request and counted, because they travel apart from the result', async () => {
  const { router, sent, page } = setUp((_route, _input, { emit }) => {
    emit({ delta: 'a' } as never);
    emit({ delta: 'b' } as never);
    return {};
  });
  expect(await router.request(page, { id: 'q1', route: 'answers.ask', input: {} })).toMatchObject({ ok: true, events: 2 });
  expect(sent).toEqual([
    { type: 'stream', id: 'q1', event: { delta: 'a' } },
    { type: 'stream', id: 'q1', event: { delta: 'b' } },
  ]);
});

test('cancel reaches the request it names, and a page that goes takes its requests along', async () => {
  const untilAborted: Call = (_route, _input, { ctx }) =>
    new Promise((_resolve, reject) => ctx.signal.addEventListener('abort', () => reject(ctx.signal.reason)));
  const { router, page } = setUp(untilAborted);
  const first = router.request(page, { id: 'q1', route: 'answers.ask', input: {} });
  const second = router.request(page, { id: 'q2', route: 'answers.ask', input: {} });
  await router.request(page, { id: 'c', route: 'host.cancel', input: { id: 'q1' } });
  expect(await first).toMatchObject({ ok: false, error: { code: 'cancelled' } });
  router.abandon();
  expect(await second).toMatchObject({ ok: false, error: { code: 'cancelled' } });
});
