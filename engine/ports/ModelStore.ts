import type { ModelManifest, ModelTask, Pinned } from '../../shared/config/models.ts';

/** Where a model stands. `partial`: some of it has come, and an installation goes on from there; `corrupt`: a file's hash differs. */
export type ModelStanding = 'available' | 'partial' | 'installing' | 'installed' | 'corrupt';

export interface ModelState {
  id: string;
  task: ModelTask;
  title: string;
  /** The catalogue's entry; null for a language model file a person put here. */
  manifest: ModelManifest | null;
  standing: ModelStanding;
  /** Folder holding the files, laid out as the manifest's paths; of a language model file, its folder. Null when not installed. */
  directory: string | null;
  size: { bytes: number; exact: boolean };
  /** Bytes that are on disk of a model that is not wholly there. */
  bytesHere: number;
  /** Whether it lies in the person's own folder: what came with the app is not deleted. */
  removable: boolean;
  /** The hub's commit that was fixed at installation, for files the catalogue knows by name only. */
  revision: string | null;
}

export interface InstallProgress {
  phase: 'downloading' | 'verifying' | 'making';
  bytes: number;
  total: number;
}

export interface LocatedModel {
  manifest: Pinned<ModelManifest>;
  directory: string;
}

/**
 * The models of `resources/models.json`, and language model files put beside them. A file is used only when its SHA-256 is the one pinned
 * there, or else the one recorded when it was installed.
 */
export interface ModelStore {
  list(): Promise<ModelState[]>;
  /** Errors: `model_missing` (no complete set of files anywhere), `model_corrupt` (a file's hash differs). */
  locate(modelId: string): Promise<LocatedModel>;
  /**
   * Fetches what is missing from the hub, or makes it from another model; goes on where an earlier try was broken off (by an abort, too), and
   * verifies each file. Errors: `model_download_failed`, `model_corrupt`, `disk_full` (also told beforehand), `cancelled`.
   */
  install(modelId: string, options: { signal: AbortSignal; onProgress: (done: InstallProgress) => void }): Promise<LocatedModel>;
  /**
   * Copies a model of this machine: a GGUF file, or a folder with the files of a catalogue entry (`modelId`, or whichever the pinned hashes
   * fit). Returns its id. Errors: `model_not_recognised`, `model_corrupt`, `file_not_found`, `access_denied`, `disk_full`.
   */
  import(source: string, options: { modelId?: string }): Promise<string>;
  /** Deletes it, or what has come of it. Errors: `model_bundled`, `model_missing`, `conflict` while it is being installed. */
  remove(modelId: string): Promise<void>;
  /** Bytes free on the disk that models are written to. */
  freeBytes(): Promise<number>;
}
