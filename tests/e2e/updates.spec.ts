import { createHash } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { UpdateState } from '../../shared/api/desktop.ts';
import { type App, expect, test } from './fixtures.ts';

/** The feed: what it serves by path, anything else is 404. */
let served: Record<string, string>;
let server: Server;
test.beforeEach(async () => {
  served = {};
  server = createServer((request, response) => {
    const body = served[new URL(request.url ?? '/', 'http://feed').pathname];
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
test.afterEach(() => {
  server.closeAllConnections();
  server.close();
});

const old = '#!/bin/sh\necho old\n';
const sha512 = (text: string) => createHash('sha512').update(text).digest('base64');
/** What a version's manifest says of the file `next.AppImage`. */
const manifest = (version: string, file: string) =>
  `version: ${version}\nfiles:\n  - url: next.AppImage\n    sha512: ${sha512(file)}\n    size: ${file.length}\npath: next.AppImage\nsha512: ${sha512(file)}\nreleaseDate: '2026-01-01T00:00:00.000Z'\n`;
const marker = (folder: string) => join(folder, 'new-version-ran');
const next = (folder: string) => `#!/bin/sh\ntouch '${marker(folder)}'\n`;

test.skip(process.platform !== 'linux', 'the updater replaces an AppImage here');
const testWithFeed = test.extend<{ updating: App; appImage: string }>({
  appImage: async ({ folder }, use) => {
    const path = join(folder, 'hub.AppImage');
    await writeFile(path, old);
    await chmod(path, 0o755);
    await use(path);
  },
  updating: async ({ open, folder, appImage }, use) => {
    const { port } = server.address() as AddressInfo;
    const config = join(folder, 'update.yml');
    await writeFile(config, `provider: generic\nurl: http://127.0.0.1:${port}\nupdaterCacheDirName: hub\n`);
    await mkdir(join(folder, 'cache'));
    await use(await open({ HUB_UPDATE_CONFIG: config, APPIMAGE: appImage, XDG_CACHE_HOME: join(folder, 'cache') }));
  },
});

const ask = (app: App, route: 'updates.check' | 'updates.state' | 'updates.install') =>
  app.page.evaluate((route) => window.hub.request({ id: crypto.randomUUID(), route, input: {} }), route);
const check = async (app: App) => ((await ask(app, 'updates.check')) as unknown as { data: UpdateState }).data;
const state = async (app: App) => ((await ask(app, 'updates.state')) as unknown as { data: UpdateState }).data;

testWithFeed('a newer version is fetched, and installed when the person says so', async ({ updating, folder, appImage }) => {
  served = { '/latest-linux.yml': manifest('9.0.0', next(folder)), '/next.AppImage': next(folder) };
  expect(await check(updating)).toMatchObject({ version: '9.0.0' });
  await expect.poll(() => state(updating)).toEqual({ state: 'ready', version: '9.0.0' });
  expect(await readFile(appImage, 'utf8')).toBe(old);
  const ended = updating.electron.waitForEvent('close');
  await ask(updating, 'updates.install').catch(() => undefined);
  await ended;
  expect(await readFile(appImage, 'utf8')).toBe(next(folder));
  await expect.poll(() => readFile(marker(folder), 'utf8').catch(() => null)).toBe('');
});

for (const version of ['0.1.0', '0.0.9'])
  testWithFeed(`version ${version} in the feed is nothing new`, async ({ updating, folder, appImage }) => {
    served = { '/latest-linux.yml': manifest(version, next(folder)), '/next.AppImage': next(folder) };
    expect(await check(updating)).toEqual({ state: 'idle', checkedAt: expect.any(Number) });
    expect(await ask(updating, 'updates.install')).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    await updating.electron.close();
    expect(await readFile(appImage, 'utf8')).toBe(old);
  });

testWithFeed('a file that is not the one announced is thrown away', async ({ updating, folder, appImage }) => {
  served = { '/latest-linux.yml': manifest('9.0.0', next(folder)), '/next.AppImage': `${next(folder)}touch /tmp/evil\n` };
  await check(updating);
  const failed = { state: 'failed', message: expect.stringContaining('thrown away') };
  await expect.poll(() => state(updating)).toEqual(failed);
  expect(await ask(updating, 'updates.install')).toMatchObject({ ok: false });
  await updating.electron.close();
  expect(await readFile(appImage, 'utf8')).toBe(old);
});

testWithFeed('a feed that is absent, damaged or gone is said so and can be asked again', async ({ updating, folder }) => {
  expect(await check(updating)).toEqual({ state: 'failed', message: 'The update server has no list of versions now.' });
  const damaged = { state: 'failed', message: expect.stringContaining('damaged') };
  for (const text of ['{{{', '', 'hello: world\n', manifest('not-a-version', 'x')]) {
    served = { '/latest-linux.yml': text };
    expect([text, await check(updating)]).toEqual([text, damaged]);
  }
  served = {
    '/latest-linux.yml': 'version: 9.0.0\nfiles:\n  - url: next.AppImage\npath: next.AppImage\n',
    '/next.AppImage': 'x',
  };
  await check(updating);
  await expect.poll(() => state(updating)).toEqual({ state: 'failed', message: expect.stringContaining('verify') });
  served = { '/latest-linux.yml': manifest('9.0.0', next(folder)) };
  await check(updating);
  await expect.poll(() => state(updating)).toMatchObject({ state: 'failed' });
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  expect(await check(updating)).toEqual({ state: 'failed', message: 'The update server cannot be reached.' });
});

test('a build for development does not look for updates', async ({ app }) => {
  expect(await check(app)).toMatchObject({ state: 'unsupported', reason: expect.stringContaining('development') });
});
