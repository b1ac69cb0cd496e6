import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostFileName, hostFileSchema } from '../../../engine/adapters/local/socket/frames.ts';
import { makePaper, type PaperSpec } from '../../fixtures/pdf/paper.ts';

const root = join(import.meta.dirname, '../../..');

/** Whether the default embedding model came with the installation; without it every document is ready with its words alone. */
export const hasModel = existsSync(join(root, 'resources/models/Xenova/gte-small/onnx/model.onnx'));
/** Settings under which no embedding model can be found, whatever is installed. Starts faster too. */
export const withoutModel = { HUB_EMBEDDING_MODEL: 'nobody/nothing' };

export interface HubRun {
  /** Exit code; null when a signal ended it. */
  code: number | null;
  stdout: string;
  stderr: string;
  /** Standard output, each line parsed as JSON. */
  lines: Record<string, unknown>[];
}

export interface RunningHub {
  process: ChildProcess;
  ended: Promise<HubRun>;
  /** Resolves when standard output and standard error together match. */
  saw(pattern: RegExp): Promise<void>;
}

const running = new Set<ChildProcess>();

/** Ends what a failed test left running. */
export function killLeftovers(): void {
  for (const child of running) child.kill('SIGKILL');
}

/** Starts `hub <args>` as a shell would, with no setting but those given. */
export function startHub(args: string[], settings: Record<string, string> = {}): RunningHub {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('HUB_'));
  const child = spawn(process.execPath, [join(root, 'cli/hub.ts'), ...args], {
    // A process group of its own, as a shell gives each command.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...Object.fromEntries(inherited), ...settings },
  });
  running.add(child);
  child.on('exit', () => running.delete(child));
  const told = { stdout: '', stderr: '' };
  const listeners = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      told[name] += text;
      for (const listener of listeners) listener();
    });
  }
  const ended = new Promise<HubRun>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...told, lines: jsonLines(told.stdout) }));
  });
  const saw = (pattern: RegExp) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!pattern.test(told.stdout + told.stderr)) return;
        listeners.delete(look);
        resolve();
      };
      listeners.add(look);
      look();
      ended.then(() => reject(new Error(`hub ended before it told ${pattern}: ${told.stdout}${told.stderr}`)), reject);
    });
  return { process: child, ended, saw };
}

/** Runs `hub <args>` to its end. */
export async function hub(args: string[], settings: Record<string, string> = {}): Promise<HubRun> {
  return await startHub(args, settings).ended;
}

/** The process that says it holds a data folder, and where it listens. */
export async function hostOf(dataDir: string) {
  return hostFileSchema.parse(JSON.parse(await readFile(join(dataDir, hostFileName), 'utf8')));
}

/** A line that is no JSON stays a string, for the test to stumble over. */
function jsonLines(text: string): Record<string, unknown>[] {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    try {
      return JSON.parse(line);
    } catch {
      return line;
    }
  });
}

/** Temporary folders of a test file, and the PDFs in them. */
export class Folders {
  readonly #made: string[] = [];

  async make(name = 'hub-test-'): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), name));
    this.#made.push(folder);
    return folder;
  }

  async removeAll(): Promise<void> {
    for (const folder of this.#made.splice(0)) await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Writes a paper's PDF and returns its path. */
export async function writePaper(folder: string, name: string, paper: PaperSpec): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, await makePaper(paper));
  return path;
}
