import { readFile, rename } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { Logger } from '../../../engine/ports/Logger.ts';
import { defaultSettings, settingsSchema } from '../../../shared/domain/settings.ts';

/** An endpoint's key, encrypted by the system (base64), and the origin it was given for. */
const keptKeySchema = z.object({ origin: z.string(), encrypted: z.base64() });
export type KeptKey = z.infer<typeof keptKeySchema>;

const keptSchema = settingsSchema.extend({ endpointKey: keptKeySchema.nullable() });
export type KeptSettings = z.infer<typeof keptSchema>;

const defaults: KeptSettings = { ...defaultSettings, endpointKey: null };

/** `settings.json` of a data folder. */
export class SettingsFile {
  readonly #path: string;
  readonly #log: Logger;

  constructor(path: string, log: Logger) {
    this.#path = path;
    this.#log = log;
  }

  /** What is kept; the defaults where nothing is. A damaged file is put aside as `settings.json.damaged`. Never throws. */
  async read(): Promise<KeptSettings> {
    let text: string;
    try {
      text = await readFile(this.#path, 'utf8');
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT') this.#log.error({ code }, 'the settings cannot be read; the defaults hold');
      return defaults;
    }
    try {
      // What a file of an older version lacks has its default.
      return keptSchema.parse({ ...defaults, ...z.looseObject({}).parse(JSON.parse(text)) });
    } catch {
      const aside = `${this.#path}.damaged`;
      this.#log.error({ aside }, 'the settings are damaged; the defaults hold and the damaged file is kept');
      await rename(this.#path, aside).catch(() => undefined);
      return defaults;
    }
  }

  async write(kept: KeptSettings): Promise<void> {
    await writeFileAtomic(this.#path, `${JSON.stringify(kept, null, 2)}\n`, { mode: 0o600 });
  }
}
