import { copyFile, mkdir, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { openLocalPorts } from '../../../engine/adapters/local/openLocalEngine.ts';
import { createEngine } from '../../../engine/createEngine.ts';
import type { Engine } from '../../../engine/Engine.ts';
import type { EnginePorts } from '../../../engine/EnginePorts.ts';
import { estimateTokens } from '../../../engine/ingest/tokenCounter.ts';
import type { Embedder, EmbedderInfo } from '../../../engine/ports/Embedder.ts';
import type { Logger } from '../../../engine/ports/Logger.ts';
import type { Launcher } from '../../../engine/processes/Channel.ts';
import { nodeLauncher } from '../../../engine/processes/nodeLauncher.ts';
import type { HubEvent } from '../../../shared/api/events.ts';
import type { RouteInput, RouteName, RouteOutput } from '../../../shared/api/routes.ts';
import { parseConfig } from '../../../shared/config/config.ts';
import type { Document } from '../../../shared/domain/document.ts';
import { localLibraryId } from '../../../shared/domain/library.ts';
import { testContext } from '../../contract/testContext.ts';

const root = join(import.meta.dirname, '../../..');
const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };

/** Starts the engine's processes as Node children, as the `hub` command does. */
export const launchChildren: Launcher = nodeLauncher((name) => join(root, 'engine/processes/entries', `${name}.ts`));
export const ctx = testContext(localLibraryId);

/** The whole engine on a data folder, in this process, with every event it tells. */
export interface TestEngine {
  engine: Engine;
  ports: EnginePorts;
  events: HubEvent[];
  call<R extends RouteName>(route: R, input: RouteInput<R>): Promise<RouteOutput<R>>;
  /** Adds files; resolves with their documents, which may be at any stage. */
  add(paths: string[], password?: string): Promise<string[]>;
  /** Resolves when a document's work has ended. */
  ended(id: string): Promise<Document>;
  close(): Promise<void>;
}

export async function openTestEngine(options: {
  dataDir: string;
  settings?: Record<string, string>;
  /** The model manifest and models; without it there is a manifest and no model. */
  resourcesDir?: string;
  launch?: Launcher;
  /** Changes ports before the engine is made of them. */
  change?: (ports: EnginePorts) => void | Promise<void>;
}): Promise<TestEngine> {
  const { ports, close } = await openLocalPorts({
    dataDir: options.dataDir,
    config: parseConfig(options.settings ?? {}),
    resourcesDir: options.resourcesDir ?? (await resourcesWithoutModels(join(options.dataDir, 'resources'))),
    launch: options.launch ?? launchChildren,
    log: silent,
  });
  await options.change?.(ports);
  const events: HubEvent[] = [];
  ports.events.subscribe((event) => events.push(event));
  const engine = createEngine(ports, { close });
  await engine.start();
  const call: TestEngine['call'] = (route, input) => engine.call(route, input, { ctx });
  return {
    engine,
    ports,
    events,
    call,
    add: async (paths, password) => {
      const { files } = await call('documents.add', { paths, ...(password === undefined ? {} : { password }) });
      return files.map(({ id, error }) => {
        if (id === null) throw new Error(error?.message);
        return id;
      });
    },
    ended: async (id) => {
      await call('documents.wait', { ids: [id] });
      return await call('documents.get', { id });
    },
    close: () => engine.close({ timeoutMs: 0 }),
  };
}

/** Makes a resources folder with the manifest alone, and returns it. */
export async function resourcesWithoutModels(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const file of ['models.json', 'languages.json']) await copyFile(join(root, 'resources', file), join(folder, file));
  return folder;
}

/** The same with the language that comes with the app, so that scans are read. */
export async function resourcesWithOcr(folder: string): Promise<string> {
  await resourcesWithoutModels(folder);
  await symlink(join(root, 'resources/tessdata'), join(folder, 'tessdata'));
  return folder;
}

/** A gate that is open until it is closed: whoever comes then waits. */
export class Gate {
  #open = Promise.withResolvers<void>();
  #waiting = 0;

  constructor() {
    this.#open.resolve();
  }

  close(): void {
    this.#open = Promise.withResolvers();
  }

  open(): void {
    this.#open.resolve();
  }

  /** How many stand before it. */
  get waiting(): number {
    return this.#waiting;
  }

  async pass(): Promise<void> {
    this.#waiting += 1;
    await this.#open.promise;
    this.#waiting -= 1;
  }
}

/** A small embedder whose vectors are made of a text's words. Its gate and its failure are the test's to set; it keeps what it was given. */
export class WordEmbedder implements Embedder {
  readonly gate = new Gate();
  readonly embedded: string[] = [];
  failure: Error | null = null;

  async info(): Promise<EmbedderInfo> {
    return { modelId: 'words', space: { id: 'words', dimensions: 64, metric: 'cosine' }, maxTokens: 512, device: 'cpu' };
  }

  async countTokens(texts: string[]): Promise<number[]> {
    return texts.map(estimateTokens);
  }

  async embed(texts: string[], { kind, signal }: { kind: 'query' | 'document'; signal: AbortSignal }): Promise<Float32Array[]> {
    if (kind === 'document') {
      await Promise.race([this.gate.pass(), aborted(signal)]);
      if (this.failure) throw this.failure;
      this.embedded.push(...texts);
    }
    return texts.map(wordVector);
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function wordVector(text: string): Float32Array {
  const vector = new Float32Array(64).fill(0.01);
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    let hash = 7;
    for (const letter of word) hash = (hash * 31 + letter.charCodeAt(0)) % 64;
    vector[hash]! += 1;
  }
  const length = Math.hypot(...vector);
  return vector.map((value) => value / length);
}
