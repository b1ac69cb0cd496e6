import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Logger } from '../../../engine/ports/Logger.ts';
import { hostRoutes } from '../../../shared/api/desktop.ts';
import { defaultSettings } from '../../../shared/domain/settings.ts';
import type { KeyVault } from './KeyVault.ts';
import { Settings } from './Settings.ts';
import { SettingsFile } from './SettingsFile.ts';

let folder: string;
let path: string;
let logged: string[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-settings-'));
  path = join(folder, 'settings.json');
  logged = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const note = (_fields: object, message: string) => {
  logged.push(message);
};
const log: Logger = { debug: note, info: note, warn: note, error: note, child: () => log };
/** Stands for the system's keyring: what it does to a text is reversible by it alone. */
const flip = (bytes: Buffer) => Buffer.from(bytes.map((byte) => byte ^ 0x5a));
const keyring: KeyVault = {
  available: true,
  encrypt: async (text) => flip(Buffer.from(text)),
  decrypt: async (encrypted) => flip(encrypted).toString(),
};
const refusing: KeyVault = {
  available: true,
  encrypt: () => Promise.reject(new Error('locked')),
  decrypt: () => Promise.reject(new Error('locked')),
};
const open = (vault: KeyVault = keyring) => Settings.open(new SettingsFile(path, log), vault, log);
const endpoint = { baseUrl: 'http://127.0.0.1:11434/v1', model: 'm' };

test('a change names some settings and leaves the others, also through the route’s schema and a restart', async () => {
  const first = await open();
  expect(first.values).toEqual(defaultSettings);
  await first.change(hostRoutes['settings.set'].input.parse({ theme: 'dark', stayAwake: false }));
  await first.change(hostRoutes['settings.set'].input.parse({ generator: 'local' }));
  const kept = { ...defaultSettings, theme: 'dark', stayAwake: false, generator: 'local' };
  expect(first.values).toEqual(kept);
  expect((await open()).values).toEqual(kept);
});

test.each([
  ['half of a file', '{"theme": "da'],
  ['nothing', ''],
  ['a list', '[]'],
  ['a value nobody offers', '{"theme": "plaid"}'],
  ['an endpoint that is a file', '{"endpoint": {"baseUrl": "file:///etc/passwd", "model": "m"}}'],
])('%s gives the defaults, is said in the log and stays beside', async (_name, text) => {
  writeFileSync(path, text);
  const settings = await open();
  expect(settings.values).toEqual(defaultSettings);
  expect(logged).toHaveLength(1);
  expect(readFileSync(`${path}.damaged`, 'utf8')).toBe(text);
  await settings.change({ theme: 'light' });
  expect((await open()).values.theme).toBe('light');
});

test('what an older version did not know has its default, what a newer one wrote does no harm', async () => {
  writeFileSync(path, '{"theme": "light", "sidebar": "wide"}');
  expect((await open()).values).toEqual({ ...defaultSettings, theme: 'light' });
  expect(existsSync(`${path}.damaged`)).toBe(false);
});

test('a key is used after a restart, is never shown and never in the file in the clear', async () => {
  const first = await open();
  await expect(first.change({ endpointKey: 'sk-secret' })).rejects.toMatchObject({ code: 'invalid_input' });
  const shown = await first.change({ endpoint, endpointKey: 'sk-secret' });
  expect(shown).toMatchObject({ endpointHasKey: true, keyOutlivesRun: true });
  expect(JSON.stringify(shown)).not.toContain('sk-secret');
  expect(readFileSync(path, 'utf8')).not.toContain('sk-secret');
  const second = await open();
  expect(second.shown.endpointHasKey).toBe(true);
  expect(await second.endpoint()).toEqual({ ...endpoint, apiKey: 'sk-secret' });
  expect((await second.change({ endpointKey: null })).endpointHasKey).toBe(false);
  expect(await (await open()).endpoint()).toEqual(endpoint);
});

test('a key goes to no server but the one it was given for', async () => {
  const settings = await open();
  await settings.change({ endpoint, endpointKey: 'sk-secret' });
  expect(await settings.keyFor('https://elsewhere.example/v1')).toBeUndefined();
  const shown = await settings.change({ endpoint: { ...endpoint, baseUrl: 'https://elsewhere.example/v1' } });
  expect(shown.endpointHasKey).toBe(false);
  expect(await settings.endpoint()).not.toHaveProperty('apiKey');
});

test.each([
  ['without a keyring', { ...keyring, available: false }],
  ['with a keyring that refuses', refusing],
])('%s a key serves this run only, and that is told', async (_name, vault) => {
  const settings = await open(vault);
  const shown = await settings.change({ endpoint, endpointKey: 'sk-secret' });
  expect(shown).toMatchObject({ endpointHasKey: true, keyOutlivesRun: false });
  expect(await settings.endpoint()).toMatchObject({ apiKey: 'sk-secret' });
  expect(readFileSync(path, 'utf8')).not.toContain('sk-secret');
  expect((await open(vault)).shown.endpointHasKey).toBe(false);
});

test('a key that another machine encrypted is as good as none', async () => {
  await (await open()).change({ endpoint, endpointKey: 'sk-secret' });
  const elsewhere = await open(refusing);
  expect(await elsewhere.endpoint()).toEqual(endpoint);
  expect(elsewhere.shown.endpointHasKey).toBe(false);
});

test('a change that cannot be written is an error and changes nothing', async () => {
  const settings = await Settings.open(new SettingsFile(join(folder, 'gone', 'settings.json'), log), keyring, log);
  await expect(settings.change({ theme: 'dark' })).rejects.toMatchObject({ name: 'AppError' });
  expect(settings.values.theme).toBe('system');
});
