import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Device } from '../../../shared/domain/settings.ts';
import type { Trial } from '../../../shared/domain/tuning.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Logger } from '../../ports/Logger.ts';
import type { LocatedModel, ModelState, ModelStore } from '../../ports/ModelStore.ts';
import type { ProcessHandle } from '../../processes/Channel.ts';
import { memoryLauncher } from '../../processes/memoryLauncher.ts';
import { ProcessClient } from '../../processes/ProcessClient.ts';
import { serve } from '../../processes/serve.ts';
import { LocalDeviceTuner } from './LocalDeviceTuner.ts';
import { TuningFile } from './TuningFile.ts';

const silent: Logger = { debug() {}, info() {}, warn() {}, error() {}, child: () => silent };
const models = {
  locate: async (id: string) => ({ manifest: { title: id } }) as unknown as LocatedModel,
  list: async (): Promise<ModelState[]> => [],
} as unknown as ModelStore;

/** What a device does with the trial: so many tokens a second, vectors turned by so much, or an end of its process. */
type Behaviour = { speed: number; turn?: number } | { fails: string } | 'crashes';

let folder: string;
let open: ProcessClient[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hub-tune-'));
  open = [];
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = () => new TuningFile(join(folder, 'tuning.json'));

function tunerOf(devices: Record<Device, Behaviour>, automatic = true): LocalDeviceTuner {
  const start = (_model: string, device: Device) => {
    const behaviour = devices[device];
    let handle: ProcessHandle | undefined;
    const launch = memoryLauncher({
      inference: (channel) =>
        serve('inference', channel, () => ({
          info: () => {
            if (behaviour !== 'crashes' && 'fails' in behaviour) throw new AppError('model_failed');
            return {};
          },
          trial: ({ batchTokens }: { batchTokens: number }) => {
            if (behaviour === 'crashes') {
              handle?.kill();
              return new Promise(() => undefined);
            }
            if ('fails' in behaviour) throw new AppError('model_failed', { data: { reason: behaviour.fails } });
            const turn = behaviour.turn ?? 0;
            const vectors = Float32Array.from({ length: 6 }, (_, n) => (n % 2 ? Math.sin(turn) : Math.cos(turn)));
            // Larger batches do a little better.
            return { vectors, dimensions: 2, tokensPerSecond: behaviour.speed * (1 + batchTokens / 1e6) };
          },
        })),
    });
    const config = { modelDirs: [], modelsFile: '', modelId: 'm', device, threads: 0, strict: true };
    const client = new ProcessClient({
      name: 'inference',
      config,
      launch: (name) => {
        handle = launch(name);
        return handle;
      },
      log: silent,
    });
    open.push(client);
    return client;
  };
  return new LocalDeviceTuner({ models, modelId: 'm', file: file(), automatic, start, now: () => 42 });
}

const tune = async (devices: Record<Device, Behaviour>) => {
  const told: Trial[] = [];
  const tuning = await tunerOf(devices).tune({ signal: new AbortController().signal, onTrial: (trial) => told.push(trial) });
  expect(tuning.trials).toEqual(told);
  return tuning;
};
const none: Behaviour = { fails: 'no such device' };

test('the fastest device that computes the same is chosen with its best batch, and remembered for that model only', async () => {
  const tuning = await tune({ cpu: { speed: 1000 }, webgpu: { speed: 9000, turn: 0.01 }, cuda: none });
  expect(tuning.chosen).toEqual({ device: 'webgpu', batchTokens: 16_384 });
  expect(await file().read('m')).toEqual(tuning);
  expect(await file().read('other')).toBeNull();
  writeFileSync(join(folder, 'tuning.json'), readFileSync(join(folder, 'tuning.json'), 'utf8').slice(0, 50));
  expect(await file().read('m')).toBeNull();
});

test('a device that computes other vectors is never chosen, however fast it is', async () => {
  const { trials, chosen } = await tune({ cpu: { speed: 1000 }, webgpu: { speed: 90_000, turn: 0.1 }, cuda: none });
  expect(chosen.device).toBe('cpu');
  expect(trials.find(({ device }) => device === 'webgpu')).toMatchObject({
    parity: expect.closeTo(0.995, 3),
    problem: 'It computes other vectors than the processor.',
  });
});

test('a device that is hardly faster, far slower, broken or crashing leaves the work to the processor, and says why', async () => {
  const { trials, chosen } = await tune({ cpu: { speed: 1000 }, webgpu: { speed: 1100 }, cuda: 'crashes' });
  expect(chosen).toEqual({ device: 'cpu', batchTokens: 1024 });
  expect(trials.at(-1)).toMatchObject({
    device: 'cuda',
    tokensPerSecond: null,
    problem: expect.stringContaining('stopped unexpectedly'),
  });
  const slow = await tune({
    cpu: { speed: 1000 },
    webgpu: { speed: 3 },
    cuda: { fails: 'Failed to load /usr/lib/libcuda.so\nat line 3' },
  });
  expect(slow.trials.filter(({ device }) => device === 'webgpu')).toMatchObject([
    { problem: 'It is far slower than the processor.' },
  ]);
  expect(slow.trials.at(-1)?.problem).toContain('(Failed to load …)');
});

test('without a processor that runs the model it fails, and an abort leaves no process behind', async () => {
  await expect(tune({ cpu: none, webgpu: none, cuda: none })).rejects.toMatchObject({ code: 'model_failed' });
  const controller = new AbortController();
  const tuner = tunerOf({ cpu: { speed: 1 }, webgpu: none, cuda: none });
  await expect(tuner.tune({ signal: controller.signal, onTrial: () => controller.abort() })).rejects.toMatchObject({
    code: 'cancelled',
  });
  for (const client of open) await expect(client.request('trial', {})).rejects.toMatchObject({ code: 'shutting_down' });
});

test('the first measurement is made once, by itself, where there is another device and the choice is left to the app', async () => {
  const first = async (devices: Record<Device, Behaviour>, automatic = true) => {
    await tunerOf(devices, automatic).tuneFirst({ signal: new AbortController().signal });
    return await file().read('m');
  };
  const withCard = { cpu: { speed: 1000 }, webgpu: { speed: 5000 }, cuda: none };
  expect(await first({ ...withCard, webgpu: none })).toBeNull();
  expect(await first(withCard, false)).toBeNull();
  expect((await first(withCard))?.chosen.device).toBe('webgpu');
  const before = open.length;
  await first(withCard);
  expect(open).toHaveLength(before);
});
