import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { EngineClient } from '../../shared/api/routes.ts';
import type { Document } from '../../shared/domain/document.ts';
import { startApp, stopApp } from './electronApp.ts';

/**
 * The app and its processes are killed while they take papers in. Papers may be slowed by it; none may be lost, taken in twice, or end other
 * than ready.
 */
const papers = join(import.meta.dirname, '../../../shared/data/papers');
const kills = 10;

describe.skipIf(!existsSync(papers))('kill -9 during ingestion', () => {
  const folders: string[] = [];
  afterAll(() => Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true }))));

  const newFolder = async () => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-kill-'));
    folders.push(folder);
    return folder;
  };

  it('of the app, at ten random moments', async () => {
    const folder = await newFolder();
    let app = await startApp(folder);
    await app.client.request('documents.add', { paths: [papers] });
    for (let i = 0; i < kills; i++) {
      const delay = 300 + Math.random() * 6000;
      await sleep(delay);
      console.log(`kill ${i + 1} after ${Math.round(delay)} ms: ${await progressOf(app.client)}`);
      app.process.kill('SIGKILL');
      await sleep(300);
      app = await startApp(folder);
    }
    await expectAllReady(app.client);
    await stopApp(app);
  });

  it('of each of its processes, at ten random moments', async () => {
    const folder = await newFolder();
    const app = await startApp(folder);
    await app.client.request('documents.add', { paths: [papers] });
    const names = ['parser', 'store', 'inference'];
    for (let i = 0; i < kills; i++) {
      await sleep(500 + Math.random() * 5000);
      const name = names[i % names.length]!;
      if (name === 'parser') await isReading(app.client);
      const pid = await processOf(app.process.pid!, name);
      console.log(`kill ${i + 1}: ${name} ${pid ?? 'not running'}: ${await progressOf(app.client)}`);
      if (pid) process.kill(pid, 'SIGKILL');
    }
    await expectAllReady(app.client);
    await stopApp(app);
  });
});

/** Resolves while a paper is being read, which is a small part of the time. */
async function isReading(client: EngineClient): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if ((await client.request('library.status', {})).documents.parsing) return;
    await sleep(20);
  }
}

/** The utility process of a name below the app, from /proc. */
async function processOf(appPid: number, name: string): Promise<number | undefined> {
  const processes = await Promise.all(
    (await readdir('/proc'))
      .filter((entry) => /^\d+$/.test(entry))
      .map(async (entry) => {
        const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => '');
        const command = await readFile(`/proc/${entry}/cmdline`, 'utf8').catch(() => '');
        return { pid: Number(entry), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), command };
      }),
  );
  const isBelow = (pid: number): boolean => {
    const found = processes.find((one) => one.pid === pid);
    return found !== undefined && (found.parent === appPid || (found.parent > 1 && isBelow(found.parent)));
  };
  // Electron names every utility process alike; what they have mapped tells them apart, and the parser has none of it.
  for (const { pid, command } of processes) {
    if (!command.includes('node.mojom.NodeService') || !isBelow(pid)) continue;
    const maps = await readFile(`/proc/${pid}/maps`, 'utf8').catch(() => '');
    const is = maps.includes('library.sqlite') ? 'store' : maps.includes('onnxruntime') ? 'inference' : 'parser';
    if (is === name) return pid;
  }
  return undefined;
}

async function progressOf(client: EngineClient): Promise<string> {
  const { documents } = await client.request('library.status', {});
  return Object.entries(documents)
    .map(([status, count]) => `${count} ${status}`)
    .join(', ');
}

async function expectAllReady(client: EngineClient): Promise<void> {
  const { items } = await client.request('documents.list', { limit: 500 });
  const ended: Document[] = [];
  await client.request(
    'documents.wait',
    { ids: items.map(({ id }) => id) },
    { onEvent: (event) => event.type === 'ended' && ended.push(event.document) },
  );
  console.log(`ended: ${ended.length}`);
  const files = (await readdir(papers)).filter((file) => file.endsWith('.pdf')).sort();
  expect(ended.map(({ fileName }) => fileName).sort()).toEqual(files);
  expect(
    ended.map(({ fileName, status, vectors, chunksEmbedded }) => `${fileName} ${status} ${vectors} ${chunksEmbedded}`).sort(),
  ).toEqual(ended.map(({ fileName, chunkCount }) => `${fileName} ready complete ${chunkCount}`).sort());
}
