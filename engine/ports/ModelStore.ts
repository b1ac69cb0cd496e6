import type { ModelManifest } from '../../shared/config/models.ts';

export interface ModelState {
  manifest: ModelManifest;
  installed: boolean;
  /** Folder holding the files, laid out as the manifest's paths; null when not installed. */
  directory: string | null;
}

/** The models `resources/models.json` pins. A file is used only when its SHA-256 is the manifest's. */
export interface ModelStore {
  list(): Promise<ModelState[]>;
  /** Errors: `model_missing` (no complete set of files anywhere), `model_corrupt` (a file's hash differs). */
  locate(modelId: string): Promise<{ manifest: ModelManifest; directory: string }>;
  /** Fetches what is missing from the hub; resumes a broken download, verifies each file. Errors: `model_download_failed`, `model_corrupt`, `disk_full`, `cancelled`. */
  download(
    modelId: string,
    options: { signal: AbortSignal; onProgress: (done: { bytes: number; total: number }) => void },
  ): Promise<{ manifest: ModelManifest; directory: string }>;
}
