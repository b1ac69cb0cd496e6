import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { FileLanguageStore } from './FileLanguageStore.ts';

const data = { eng: Buffer.from('the English data'), deu: Buffer.from('die deutschen Daten') };
const manifest = (code: keyof typeof data, title: string) => ({
  code,
  title,
  size: data[code].length,
  sha256: createHash('sha256').update(data[code]).digest('hex'),
  npm: { package: `@languages/${code}`, version: '1.0.0', integrity: 'sha512-', file: `best/${code}.gz` },
});

describe('FileLanguageStore', () => {
  let root: string;
  let server: Server;
  let store: FileLanguageStore;
  let served: Record<string, Buffer>;
  const idle = { signal: new AbortController().signal, onProgress() {} };

  beforeEach(async () => {
    root = mkdtempSync(join(tmpdir(), 'hub-languages-'));
    mkdirSync(join(root, 'tessdata'));
    const languages = [manifest('eng', 'English'), manifest('deu', 'German')];
    writeFileSync(join(root, 'languages.json'), JSON.stringify({ shipped: 'eng', languages }));
    writeFileSync(join(root, 'tessdata/eng.traineddata.gz'), data.eng);
    served = { '/@languages/deu@1.0.0/best/deu.gz': data.deu };
    server = createServer((request, response) => {
      const file = served[request.url ?? ''];
      response.writeHead(file ? 200 : 404, file ? { 'content-length': file.length } : {}).end(file);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const packagesUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    store = await FileLanguageStore.open({ resourcesDir: root, directory: join(root, 'downloaded'), packagesUrl });
  });
  afterEach(() => {
    server.close();
    rmSync(root, { recursive: true });
  });
  const installed = async () => (await store.list()).filter((language) => language.installed).map(({ code }) => code);

  // Catches a language that is chosen and not there, which fails the reading of every scan.
  it('recognises only in languages that are there', async () => {
    expect(await installed()).toEqual(['eng']);
    expect(await store.recognition(['deu', 'eng'])).toMatchObject({ languages: ['eng'] });
    expect(await store.recognition(['deu'])).toBeNull();
  });

  // Catches a download that is not found where the recogniser looks for it.
  it('downloads a language from its package, and uses it in the order chosen', async () => {
    expect(await store.download('deu', idle)).toMatchObject({ code: 'deu', installed: true });
    expect(await installed()).toEqual(['eng', 'deu']);
    expect(await store.recognition(['deu', 'eng'])).toMatchObject({ languages: ['deu', 'eng'] });
  });

  // Catches data that somebody changed on its way being loaded.
  it('keeps nothing but the pinned bytes', async () => {
    served['/@languages/deu@1.0.0/best/deu.gz'] = Buffer.from('die deutschen Lügen');
    await expect(store.download('deu', idle)).rejects.toMatchObject({ code: 'model_corrupt' });
    expect(await installed()).toEqual(['eng']);
  });

  it('names the languages there are when asked for another', async () => {
    await expect(store.download('tlh', idle)).rejects.toMatchObject({ code: 'model_missing', message: /eng, deu/ });
  });
});
