import type { Logger } from '../../../engine/ports/Logger.ts';
import type { KeyVault } from './KeyVault.ts';
import type { KeptKey } from './SettingsFile.ts';

/** The endpoint's secret: with the server it was given for, and sent to no other. Decrypted when first needed. */
export class EndpointKey {
  readonly #vault: KeyVault;
  readonly #log: Logger;
  #kept: KeptKey | null;
  #open: { origin: string; key: string } | null = null;
  #outlivesRun: boolean;

  constructor(kept: KeptKey | null, vault: KeyVault, log: Logger) {
    this.#kept = kept;
    this.#vault = vault;
    this.#log = log;
    this.#outlivesRun = vault.available;
  }

  /** What may be written to a file. */
  get kept(): KeptKey | null {
    return this.#kept;
  }

  get outlivesRun(): boolean {
    return this.#outlivesRun;
  }

  isFor(baseUrl: string): boolean {
    return (this.#open ?? this.#kept)?.origin === new URL(baseUrl).origin;
  }

  /** The key of this server; undefined without one. One that cannot be decrypted here is as good as none. */
  async get(baseUrl: string): Promise<string | undefined> {
    if (!this.isFor(baseUrl)) return undefined;
    const kept = this.#kept;
    if (!this.#open && kept) {
      try {
        this.#open = { origin: kept.origin, key: await this.#vault.decrypt(Buffer.from(kept.encrypted, 'base64')) };
      } catch {
        this.#log.warn({}, 'the key of the endpoint cannot be decrypted on this system; it has to be given again');
        this.#kept = null;
      }
    }
    return this.#open?.key;
  }

  async set(baseUrl: string, key: string): Promise<void> {
    const { origin } = new URL(baseUrl);
    this.#open = { origin, key };
    this.#kept = null;
    if (!this.#vault.available) return;
    try {
      this.#kept = { origin, encrypted: (await this.#vault.encrypt(key)).toString('base64') };
      this.#outlivesRun = true;
    } catch {
      this.#log.warn({}, 'this system keeps no secrets now; the key of the endpoint is forgotten when the app ends');
      this.#outlivesRun = false;
    }
  }

  forget(): void {
    this.#open = null;
    this.#kept = null;
  }
}
