import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { openDatabase } from '../../engine/adapters/local/database.ts';
import { SqlDocumentStore } from '../../engine/adapters/local/SqlDocumentStore.ts';
import { testContext } from '../contract/testContext.ts';

const writer = fileURLToPath(new URL('./storeWriter.ts', import.meta.url));

/** Lets a writer work for a number of activations and a moment more, kills it with SIGKILL, returns the last one it told of. */
async function writeAndKill(path: string, round: number, activations: number, moreMs: number): Promise<string> {
  const child = fork(writer, [path, String(round * 1000)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const exited = once(child, 'exit');
  let last = '';
  let told = 0;
  await new Promise<void>((resolve, reject) => {
    child.on('message', (id) => {
      last = id as string;
      if (++told === activations) setTimeout(resolve, moreMs);
    });
    child.on('exit', () => reject(new Error('the writer ended by itself')));
  });
  child.kill('SIGKILL');
  await exited;
  return last;
}

it('keeps every promised revision whole when the writing process is killed', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'hub-crash-'));
  const path = join(folder, 'library.sqlite');
  const ctx = testContext('ours');
  try {
    for (let round = 1; round <= 4; round++) {
      const last = await writeAndKill(path, round, 2, round * 3);
      const database = await openDatabase(path);
      const store = new SqlDocumentStore(database.db);
      expect(database.reader.pragma('integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      // The one told of, or one activated after that and not told any more.
      const active = (await store.get(ctx, 'doc'))!.activeRevisionId!;
      expect(Number(active.slice(4))).toBeGreaterThanOrEqual(Number(last.slice(4)));
      expect(await store.listChunks(ctx, active, { fromOrdinal: 0, limit: 1000 })).toHaveLength(400);
      expect(await store.visibleChunks(ctx, [`${active}-0`, `${active}-399`])).toHaveLength(2);
      await database.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
