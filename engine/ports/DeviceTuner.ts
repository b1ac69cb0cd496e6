import type { Trial, Tuning } from '../../shared/domain/tuning.ts';

/** Finds out where a search model runs best on this machine. */
export interface DeviceTuner {
  /** What was found last for the model in use; null before. */
  last(): Promise<Tuning | null>;
  /**
   * Tunes, if that was never done, where the choice of a device is left to the app, and there is another one than the processor. Errors: `cancelled`.
   */
  tuneFirst(options: { signal: AbortSignal }): Promise<void>;
  /**
   * Tries the model in use on each device, and its 8-bit form where that is installed, a few seconds each; `onTrial` hears each result. A device whose vectors differ
   * from the processor's (cosine below 0.999) is never chosen, nor is another model. Errors: `model_missing`, `model_failed` (not even the processor runs it), `cancelled`.
   */
  tune(options: { signal: AbortSignal; onTrial: (trial: Trial) => void }): Promise<Tuning>;
}
