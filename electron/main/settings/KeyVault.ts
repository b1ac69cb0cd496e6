import { safeStorage } from 'electron';

/** Encrypts with what the system keeps secrets by (Keychain, DPAPI, a Linux keyring). */
export interface KeyVault {
  /** False where the system is known to keep none. */
  readonly available: boolean;
  /** Throws where the system refuses after all. */
  encrypt(text: string): Promise<Buffer>;
  /** Throws for what this system and person did not encrypt. */
  decrypt(encrypted: Buffer): Promise<string>;
}

export const systemVault: KeyVault = {
  get available() {
    // Without a keyring Chromium would "encrypt" with a password that is in its source code.
    return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
  },
  encrypt: (text) => safeStorage.encryptStringAsync(text),
  decrypt: async (encrypted) => (await safeStorage.decryptStringAsync(encrypted)).result,
};
