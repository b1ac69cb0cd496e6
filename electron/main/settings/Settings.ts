import type { ModelEndpoint } from '../../../engine/adapters/models/OpenAiGenerator.ts';
import type { Logger } from '../../../engine/ports/Logger.ts';
import type { HostRouteParsed, SettingsShown } from '../../../shared/api/desktop.ts';
import type { Settings as Values } from '../../../shared/domain/settings.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { EndpointKey } from './EndpointKey.ts';
import type { KeyVault } from './KeyVault.ts';
import type { SettingsFile } from './SettingsFile.ts';

/** What a person chose here: kept in a file, the endpoint's key encrypted by the system or, where it cannot, in this process only. */
export class Settings {
  readonly #file: SettingsFile;
  readonly #key: EndpointKey;
  readonly #listeners = new Set<(settings: SettingsShown) => void>();
  #values: Values;
  /** Changes are made one after another. */
  #last: Promise<unknown> = Promise.resolve();

  private constructor(file: SettingsFile, values: Values, key: EndpointKey) {
    this.#file = file;
    this.#values = values;
    this.#key = key;
  }

  static async open(file: SettingsFile, vault: KeyVault, log: Logger): Promise<Settings> {
    const { endpointKey, ...values } = await file.read();
    return new Settings(file, values, new EndpointKey(endpointKey, vault, log));
  }

  get values(): Values {
    return this.#values;
  }

  /** As the window may see them: never the key. */
  get shown(): SettingsShown {
    const { endpoint } = this.#values;
    return {
      ...this.#values,
      endpointHasKey: endpoint !== null && this.#key.isFor(endpoint.baseUrl),
      keyOutlivesRun: this.#key.outlivesRun,
    };
  }

  /** The endpoint with its key; null where none is set up. */
  async endpoint(): Promise<ModelEndpoint | null> {
    const { endpoint } = this.#values;
    if (!endpoint) return null;
    const apiKey = await this.keyFor(endpoint.baseUrl);
    return { ...endpoint, ...(apiKey === undefined ? {} : { apiKey }) };
  }

  /** The key that was given for the server of an address. */
  keyFor(baseUrl: string): Promise<string | undefined> {
    return this.#key.get(baseUrl);
  }

  /** Keeps what is given and tells the listeners. Errors: `invalid_input` for a key without an endpoint, `disk_full`, `access_denied`. */
  change(change: HostRouteParsed<'settings.set'>): Promise<SettingsShown> {
    const mine = this.#last.catch(() => undefined).then(() => this.#change(change));
    this.#last = mine;
    return mine;
  }

  /** Returns the way to stop listening. */
  onChange(listener: (settings: SettingsShown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #change({ endpointKey, ...change }: HostRouteParsed<'settings.set'>): Promise<SettingsShown> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const values: Values = { ...this.#values, ...given };
    if (endpointKey && !values.endpoint) throw new AppError('invalid_input', { message: 'A key needs the endpoint it is for.' });
    if (endpointKey && values.endpoint) await this.#key.set(values.endpoint.baseUrl, endpointKey);
    else if (endpointKey !== undefined) this.#key.forget();
    await this.#file.write({ ...values, endpointKey: this.#key.kept }).catch((error) => {
      throw AppError.from(error);
    });
    this.#values = values;
    const { shown } = this;
    for (const listener of this.#listeners) listener(shown);
    return shown;
  }
}
