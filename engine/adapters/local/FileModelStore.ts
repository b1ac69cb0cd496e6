import { mkdir, readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type ModelManifest, type ModelsFile, modelsFileSchema } from '../../../shared/config/models.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { ModelState, ModelStore } from '../../ports/ModelStore.ts';
import { checkModelFiles } from './checkModelFiles.ts';
import { downloadFile } from './downloadFile.ts';
import { HashCache } from './HashCache.ts';

type Located = { manifest: ModelManifest; directory: string };

export interface FileModelStoreOptions {
  /** The manifest, `models.json`. */
  modelsFile: string;
  /** Where models are looked for, as `<directory>/<model id>/<path of the manifest>`. The first is also written to. */
  directories: string[];
  /** Base address of the hub or of a mirror of it. */
  hubUrl?: string;
}

/** Models in folders: those that came with the app and those downloaded since. */
export class FileModelStore implements ModelStore {
  readonly modelsFile: string;
  readonly directories: string[];
  readonly #manifest: ModelsFile;
  readonly #hubUrl: string;
  readonly #hashes: HashCache;
  /** The download under way of each model; another call for the same one waits for it. */
  readonly #downloads = new Map<string, Promise<unknown>>();

  private constructor(options: FileModelStoreOptions, manifest: ModelsFile) {
    this.modelsFile = options.modelsFile;
    this.directories = options.directories;
    this.#manifest = manifest;
    this.#hubUrl = options.hubUrl ?? 'https://huggingface.co';
    this.#hashes = new HashCache(join(this.#writable, 'hashes.json'));
  }

  static async open(options: FileModelStoreOptions): Promise<FileModelStore> {
    return new FileModelStore(options, modelsFileSchema.parse(JSON.parse(await readFile(options.modelsFile, 'utf8'))));
  }

  get defaultEmbedder(): string {
    return this.#manifest.defaultEmbedder;
  }

  async list(): Promise<ModelState[]> {
    const states: ModelState[] = [];
    for (const manifest of this.#manifest.models) {
      const { directory } = await this.#search(manifest);
      states.push({ manifest, installed: directory !== null, directory });
    }
    return states;
  }

  async locate(modelId: string): Promise<Located> {
    const manifest = this.#manifestOf(modelId);
    const { directory, corrupt } = await this.#search(manifest);
    if (directory !== null) return { manifest, directory };
    if (corrupt.length > 0) throw new AppError('model_corrupt', { data: { model: modelId, files: corrupt } });
    throw new AppError('model_missing', { data: { model: modelId, directories: this.directories } });
  }

  async download(
    modelId: string,
    options: { signal: AbortSignal; onProgress: (done: { bytes: number; total: number }) => void },
  ): Promise<Located> {
    const manifest = this.#manifestOf(modelId);
    const before = this.#downloads.get(modelId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.#download(manifest, options));
    this.#downloads.set(modelId, mine);
    try {
      return await mine;
    } finally {
      if (this.#downloads.get(modelId) === mine) this.#downloads.delete(modelId);
    }
  }

  async #download(manifest: ModelManifest, options: Parameters<FileModelStore['download']>[1]): Promise<Located> {
    const installed = await this.#search(manifest);
    if (installed.directory !== null) return { manifest, directory: installed.directory };
    const directory = join(this.#writable, manifest.id);
    const { missing, corrupt } = await checkModelFiles(manifest, directory, (path) => this.#hashes.hashOf(path));
    const { repo, revision } = manifest.from.hub;
    const total = manifest.files.reduce((sum, file) => sum + file.size, 0);
    let done = 0;
    try {
      for (const file of manifest.files) {
        options.signal.throwIfAborted();
        if (missing.includes(file.path) || corrupt.includes(file.path)) {
          const path = join(directory, file.path);
          await mkdir(dirname(path), { recursive: true });
          await downloadFile(`${this.#hubUrl}/${repo}/resolve/${revision}/${file.path}`, path, {
            ...file,
            signal: options.signal,
            onProgress: (bytes) => options.onProgress({ bytes: done + bytes, total }),
          });
        }
        done += file.size;
        options.onProgress({ bytes: done, total });
      }
    } catch (error) {
      throw options.signal.aborted ? new AppError('cancelled', { cause: error }) : AppError.from(error);
    }
    return this.locate(manifest.id);
  }

  /** The first folder whose files are all the pinned ones; `corrupt` names the files of complete folders that are not. */
  async #search(manifest: ModelManifest): Promise<{ directory: string | null; corrupt: string[] }> {
    const wrong: string[] = [];
    for (const parent of this.directories) {
      const directory = join(parent, manifest.id);
      if (!(await stat(directory).catch(() => undefined))) continue;
      const { missing, corrupt } = await checkModelFiles(manifest, directory, (path) => this.#hashes.hashOf(path));
      if (missing.length === 0 && corrupt.length === 0) return { directory, corrupt: [] };
      if (missing.length === 0) wrong.push(...corrupt.map((path) => join(directory, path)));
    }
    return { directory: null, corrupt: wrong };
  }

  #manifestOf(modelId: string): ModelManifest {
    const manifest = this.#manifest.models.find((model) => model.id === modelId);
    if (manifest) return manifest;
    const known = this.#manifest.models.map((model) => model.id);
    throw new AppError('model_missing', {
      message: `No model is called ${modelId}. There are: ${known.join(', ')}.`,
      data: { model: modelId },
    });
  }

  get #writable(): string {
    return this.directories[0] as string;
  }
}
