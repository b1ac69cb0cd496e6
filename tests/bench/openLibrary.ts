import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalPorts } from '../../engine/adapters/local/openLocalEngine.ts';
import type { RequestContext } from '../../engine/context.ts';
import { createEngine } from '../../engine/createEngine.ts';
import type { Engine } from '../../engine/Engine.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import type { LogFields, Logger } from '../../engine/ports/Logger.ts';
import { nodeLauncher } from '../../engine/processes/nodeLauncher.ts';
import { parseConfig } from '../../shared/config/config.ts';
import { localLibraryId, localPrincipalId } from '../../shared/domain/library.ts';

const root = join(import.meta.dirname, '../..');
export const papersDir = join(root, '../shared/data/papers');

export interface BenchLibrary {
  engine: Engine;
  ports: EnginePorts;
  ctx: RequestContext;
  close(): Promise<void>;
}

/**
 * An engine on plain Node over a library of its own, thrown away afterwards; one in the `folder` given stays. `onLog` sees every line.
 */
export async function openLibrary(
  onLog: (fields: LogFields, message: string) => void = () => undefined,
  folder?: string,
): Promise<BenchLibrary> {
  const dataDir = folder ?? (await mkdtemp(join(tmpdir(), 'hub-bench-')));
  const log: Logger = { debug: onLog, info: onLog, warn: onLog, error: onLog, child: () => log };
  const { ports, close } = await openLocalPorts({
    dataDir,
    config: parseConfig({}),
    resourcesDir: join(root, 'resources'),
    launch: nodeLauncher((name) => join(root, 'engine/processes/entries', `${name}.ts`)),
    log,
  });
  const engine = createEngine(ports, { close });
  await engine.start();
  const ctx = {
    principal: { id: localPrincipalId },
    libraryId: localLibraryId,
    requestId: 'bench',
    signal: new AbortController().signal,
  };
  return {
    engine,
    ports,
    ctx,
    async close() {
      await engine.close({ timeoutMs: 1000 });
      if (folder === undefined) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Adds the papers and waits for all. */
export async function addPapers({ engine, ctx }: BenchLibrary): Promise<void> {
  if (!existsSync(papersDir)) throw new Error('this benchmark needs ../shared/data/papers');
  const { files } = await engine.call('documents.add', { paths: [papersDir] }, { ctx });
  await engine.call('documents.wait', { ids: files.flatMap(({ id }) => id ?? []) }, { ctx });
}
