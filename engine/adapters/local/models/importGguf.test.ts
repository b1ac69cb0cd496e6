import { mkdirSync, mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { importGguf } from './importGguf.ts';
import { newestOf } from './looseModels.ts';

let folder: string;
let models: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-gguf-'));
  models = join(folder, 'models');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const model = Buffer.concat([Buffer.from('GGUF'), Buffer.from([3, 0, 0, 0]), Buffer.alloc(100)]);
function file(name: string, content: string | Buffer = model, changed?: number): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  if (changed) utimesSync(path, changed, changed);
  return path;
}

test('the model added last is the one used, however old its file; a taken name gets a number', async () => {
  expect(await importGguf(file('a.gguf', model, 1000), models)).toBe('a.gguf');
  expect(await importGguf(file('b.gguf', model, 500), models)).toBe('b.gguf');
  expect((await newestOf(models))[0]?.id).toBe('b.gguf');
  expect(await importGguf(file('a.gguf'), models)).toBe('a (2).gguf');
  expect(await importGguf(file('sha256-1234'), models)).toBe('sha256-1234.gguf');
  expect(readdirSync(models).sort()).toEqual(['a (2).gguf', 'a.gguf', 'b.gguf', 'sha256-1234.gguf']);
  utimesSync(join(models, 'a.gguf'), 1, 1);
  expect(await importGguf(join(models, 'a.gguf'), models)).toBe('a.gguf');
  expect((await newestOf(models))[0]?.id).toBe('a.gguf');
});

test.each([
  ['a text', 'plain text'],
  ['nothing', ''],
  ['a model of a format long gone', Buffer.from([0x47, 0x47, 0x55, 0x46, 1, 0, 0, 0])],
])('%s is refused and leaves nothing', async (_name, content) => {
  await expect(importGguf(file('x.gguf', content), models)).rejects.toMatchObject({ code: 'invalid_input' });
  expect(() => readdirSync(models)).toThrow();
});

test('one part of several, a folder and a file that is gone are refused with a reason', async () => {
  await expect(importGguf(file('m-00001-of-00003.gguf'), models)).rejects.toThrow('one part of a model');
  await expect(importGguf(join(folder, 'gone.gguf'), models)).rejects.toMatchObject({ code: 'file_not_found' });
  mkdirSync(join(folder, 'folder.gguf'));
  await expect(importGguf(join(folder, 'folder.gguf'), models)).rejects.toMatchObject({ name: 'AppError' });
});

test('what a copy that was cut off left behind goes with the next one, and is never a model', async () => {
  mkdirSync(models);
  writeFileSync(join(models, '.big.gguf.copying'), 'half');
  expect(await newestOf(models)).toEqual([]);
  await importGguf(file('a.gguf'), models);
  expect(readdirSync(models)).toEqual(['a.gguf']);
});
