import type { Device } from '../../../shared/domain/settings.ts';
import type { Trial, Tuning } from '../../../shared/domain/tuning.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { DeviceTuner } from '../../ports/DeviceTuner.ts';
import type { ModelStore } from '../../ports/ModelStore.ts';
import { type TrialInput, trialResultSchema } from '../../processes/inferenceProtocol.ts';
import type { ProcessClient } from '../../processes/ProcessClient.ts';
import { leastCosine, parityTexts, plainReason, requiredParity } from '../models/parity.ts';
import type { TuningFile } from './TuningFile.ts';

/** Batches tried on each device, smallest first. */
const batches: Record<Device, number[]> = {
  cpu: [256, 512, 1024],
  webgpu: [2048, 8192, 16_384],
  cuda: [4096, 16_384, 65_536],
};
/** Devices there may be beside the processor. */
const others = ['webgpu', 'cuda'] as const;
const secondsEach = 2;
/** Another device has to be this much faster than the processor: it takes memory, and may go away. */
const worthwhile = 1.2;

export interface LocalDeviceTunerOptions {
  models: ModelStore;
  modelId: string;
  file: TuningFile;
  /** Whether the choice of a device is left to what is measured. */
  automatic: boolean;
  /** A process for a model on a device that does not fall back to another. Who asks for it closes it. */
  start: (modelId: string, device: Device) => ProcessClient;
  now: () => number;
}

/** Tries devices in processes of their own, so that one that crashes is one that is not chosen. */
export class LocalDeviceTuner implements DeviceTuner {
  readonly #options: LocalDeviceTunerOptions;
  /** Whether this run has looked for other devices: what there is does not change. */
  #looked = false;

  constructor(options: LocalDeviceTunerOptions) {
    this.#options = options;
  }

  last(): Promise<Tuning | null> {
    return this.#options.file.read(this.#options.modelId);
  }

  async tuneFirst({ signal }: { signal: AbortSignal }): Promise<void> {
    const { automatic, models, modelId } = this.#options;
    const here = () =>
      models.locate(modelId).then(
        () => true,
        () => false,
      );
    if (!automatic || this.#looked || (await this.last()) || !(await here())) return;
    this.#looked = true;
    for (const device of others) {
      if (!(await this.#loads(device, signal))) continue;
      await this.tune({ signal, onTrial: () => undefined });
      return;
    }
  }

  async tune({ signal, onTrial }: Parameters<DeviceTuner['tune']>[0]): Promise<Tuning> {
    const { modelId, file, now } = this.#options;
    const trials: Trial[] = [];
    const tell = (trial: Trial) => {
      trials.push(trial);
      onTrial(trial);
    };
    const reference = await this.#tryDevice(modelId, 'cpu', { signal, tell, reference: null, pace: 0 });
    if (!reference) throw new AppError('model_failed', { message: trials[0]?.problem ?? 'The model could not be run.' });
    const pace = fastest(trials)?.tokensPerSecond ?? 0;
    for (const device of others) await this.#tryDevice(modelId, device, { signal, tell, reference, pace });
    for (const other of await this.#installedForms()) {
      await this.#tryDevice(other, 'cpu', { signal, tell, reference: null, pace: 0 });
    }
    const { device, batchTokens } = chosenOf(trials.filter((trial) => trial.modelId === modelId));
    const tuning = { modelId, at: now(), trials, chosen: { device, batchTokens } };
    await file.write(tuning).catch((error) => {
      throw AppError.from(error);
    });
    return tuning;
  }

  /** Tells of a model on one device, at each size of batch. Returns the vectors of the texts that devices are compared by; null where it does not run. */
  async #tryDevice(
    modelId: string,
    device: Device,
    options: { signal: AbortSignal; tell: (trial: Trial) => void; reference: Float32Array[] | null; pace: number },
  ): Promise<Float32Array[] | null> {
    const { signal, tell, reference, pace } = options;
    const { title } = (await this.#options.models.locate(modelId)).manifest;
    const of = { modelId, title, device };
    const client = this.#options.start(modelId, device);
    const ask = async (input: TrialInput) => trialResultSchema.parse(await client.request('trial', input, { signal }));
    const [least, ...larger] = batches[device];
    try {
      // A few sentences first: they show whether the device runs, computes the same, and is worth more of the person's time.
      const first = await ask({ batchTokens: least!, seconds: 0 });
      const vectors = parityTexts.map((_, n) => first.vectors.subarray(n * first.dimensions, (n + 1) * first.dimensions));
      const parity = reference && leastCosine(vectors, reference);
      const problem =
        parity !== null && parity < requiredParity
          ? 'It computes other vectors than the processor.'
          : first.tokensPerSecond * 20 < pace
            ? 'It is far slower than the processor.'
            : '';
      if (problem) tell({ ...of, batchTokens: least!, tokensPerSecond: first.tokensPerSecond, parity, problem });
      for (const batchTokens of problem ? [] : [least!, ...larger]) {
        const { tokensPerSecond } = await ask({ batchTokens, seconds: secondsEach });
        tell({ ...of, batchTokens, tokensPerSecond, parity, problem: '' });
      }
      return vectors;
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', { cause: error });
      const { message, data } = AppError.from(error);
      const problem = typeof data?.reason === 'string' ? `${message} (${plainReason(data.reason)})` : message;
      tell({ ...of, batchTokens: least!, tokensPerSecond: null, parity: null, problem });
      return null;
    } finally {
      client.close();
    }
  }

  async #loads(device: Device, signal: AbortSignal): Promise<boolean> {
    const client = this.#options.start(this.#options.modelId, device);
    try {
      await client.request('info', {}, { signal });
      return true;
    } catch (error) {
      if (signal.aborted) throw new AppError('cancelled', { cause: error });
      return false;
    } finally {
      client.close();
    }
  }

  /** Installed models made of the one in use: other spaces, shown for comparison. */
  async #installedForms(): Promise<string[]> {
    const states = await this.#options.models.list();
    return states
      .filter(({ manifest, standing }) => standing === 'installed' && manifest?.from.made?.model === this.#options.modelId)
      .map(({ id }) => id);
  }
}

function fastest(trials: readonly Trial[]): Trial | undefined {
  const able = trials.filter((trial) => trial.problem === '' && trial.tokensPerSecond !== null);
  return able.sort((a, b) => b.tokensPerSecond! - a.tokensPerSecond!)[0];
}

/** The fastest of the trials, which hold at least one of the processor; another device only where that is worth it. */
function chosenOf(trials: readonly Trial[]): Trial {
  const processor = fastest(trials.filter(({ device }) => device === 'cpu'))!;
  const best = fastest(trials) ?? processor;
  return best.tokensPerSecond! >= worthwhile * processor.tokensPerSecond! ? best : processor;
}
