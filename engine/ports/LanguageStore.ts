/** A language that text on pictures of pages can be recognised in. */
export interface LanguageState {
  /** Tesseract's code. */
  code: string;
  /** Its English name. */
  title: string;
  sizeBytes: number;
  installed: boolean;
}

/** The data of languages for text recognition. Every file is pinned by its hash. */
export interface LanguageStore {
  /** All that are known, the one that comes with the app first. */
  list(): Promise<LanguageState[]>;
  /**
   * Installs one; goes on where an earlier download stopped. `onProgress` gets bytes. Errors: `model_missing` for a code that is not in the list,
   * `model_download_failed`, `model_corrupt`, `disk_full`, `cancelled`.
   */
  download(
    code: string,
    options: { signal: AbortSignal; onProgress: (done: { bytes: number; total: number }) => void },
  ): Promise<LanguageState>;
}
