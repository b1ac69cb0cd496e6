import { readFile } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { type Tuning, tuningSchema } from '../../../shared/domain/tuning.ts';

/** What this machine was measured to do best, kept in the data folder. Unreadable counts as never measured. */
export class TuningFile {
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
  }

  /** The last tuning of a model; null for another model's. */
  async read(modelId: string): Promise<Tuning | null> {
    try {
      const tuning = tuningSchema.parse(JSON.parse(await readFile(this.#path, 'utf8')));
      return tuning.modelId === modelId ? tuning : null;
    } catch {
      return null;
    }
  }

  async write(tuning: Tuning): Promise<void> {
    await writeFileAtomic(this.#path, JSON.stringify(tuning, null, 2));
  }
}
