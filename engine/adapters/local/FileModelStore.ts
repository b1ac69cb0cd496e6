import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ModelManifest, type ModelsFile, modelsFileSchema, sizeOf } from '../../../shared/config/models.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { InstallProgress, LocatedModel, ModelState, ModelStore } from '../../ports/ModelStore.ts';
import { checkModelFiles } from './checkModelFiles.ts';
import { HashCache } from './HashCache.ts';
import { freeBytesOf } from './models/freeSpace.ts';
import { type InstallRecord, pinnedFiles, readInstallRecord } from './models/InstallRecord.ts';
import { importFolder, recogniseFolder } from './models/importFolder.ts';
import { importGguf } from './models/importGguf.ts';
import { bytesHere, downloadModel, type InstallOptions, makeModel } from './models/installModel.ts';
import { type LanguageModelFile, looseModels, newestOf } from './models/looseModels.ts';

export interface FileModelStoreOptions {
  /** The manifest, `models.json`. */
  modelsFile: string;
  /** Where models are looked for, as `<directory>/<model id>/<path of the manifest>`. The first is also written to. */
  directories: string[];
  /** Base address of the hub or of a mirror of it. */
  hubUrl?: string;
  /** Writes the 8-bit form of an ONNX file; without it none is made. */
  makeInt8?: (source: string, target: string, signal: AbortSignal) => Promise<void>;
  /** Bytes free on a folder's disk. */
  freeBytes?: (folder: string) => Promise<number>;
}

interface Found {
  standing: 'installed' | 'corrupt' | 'absent';
  directory: string | null;
  located: LocatedModel | null;
  record: InstallRecord | null;
  /** The files that are not what they should be. */
  corrupt: string[];
}

type Progress = (done: InstallProgress) => void;

/** Models in folders: those that came with the app, those installed since, and language model files put there by hand. */
export class FileModelStore implements ModelStore {
  readonly modelsFile: string;
  readonly directories: string[];
  readonly #options: FileModelStoreOptions;
  readonly #manifest: ModelsFile;
  readonly #freeBytes: (folder: string) => Promise<number>;
  readonly #hashes: HashCache;
  /** The installation under way of each model; another call for the same one waits for it. */
  readonly #installing = new Map<string, Promise<unknown>>();

  private constructor(options: FileModelStoreOptions, manifest: ModelsFile) {
    this.modelsFile = options.modelsFile;
    this.directories = options.directories;
    this.#options = options;
    this.#manifest = manifest;
    this.#freeBytes = options.freeBytes ?? freeBytesOf;
    this.#hashes = new HashCache(join(this.#writable, 'hashes.json'));
  }

  static async open(options: FileModelStoreOptions): Promise<FileModelStore> {
    return new FileModelStore(options, modelsFileSchema.parse(JSON.parse(await readFile(options.modelsFile, 'utf8'))));
  }

  get defaultEmbedder(): string {
    return this.#manifest.defaultEmbedder;
  }

  async list(): Promise<ModelState[]> {
    const states = await Promise.all(this.#manifest.models.map((manifest) => this.#stateOf(manifest)));
    return [...states, ...(await looseModels(this.#writable)), ...(await this.#bundledLooseModels())];
  }

  async locate(modelId: string): Promise<LocatedModel> {
    const { located, corrupt } = await this.#find(this.#manifestOf(modelId));
    if (located) return located;
    if (corrupt.length > 0) throw new AppError('model_corrupt', { data: { model: modelId, files: corrupt } });
    throw new AppError('model_missing', { data: { model: modelId, directories: this.directories } });
  }

  async install(modelId: string, options: { signal: AbortSignal; onProgress: Progress }): Promise<LocatedModel> {
    const manifest = this.#manifestOf(modelId);
    const before = this.#installing.get(modelId) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.#install(manifest, options));
    this.#installing.set(modelId, mine);
    try {
      return await mine;
    } finally {
      if (this.#installing.get(modelId) === mine) this.#installing.delete(modelId);
    }
  }

  async import(source: string, { modelId }: { modelId?: string } = {}): Promise<string> {
    const found = await stat(source).catch((cause) => {
      throw cause.code === 'ENOENT' ? new AppError('file_not_found', { cause }) : AppError.from(cause);
    });
    if (!found.isDirectory()) return await importGguf(source, this.#writable);
    const manifest = modelId ? this.#manifestOf(modelId) : await recogniseFolder(source, this.#manifest.models);
    if (!manifest) throw new AppError('model_not_recognised');
    await importFolder(source, manifest, { directory: join(this.#writable, manifest.id), freeBytes: this.#freeBytes });
    return manifest.id;
  }

  async remove(modelId: string): Promise<void> {
    if (this.#installing.has(modelId))
      throw new AppError('conflict', { message: 'The model is being installed: pause that first.' });
    const loose = (await looseModels(this.#writable)).find(({ id }) => id === modelId);
    if (loose) return await rm(join(this.#writable, loose.id));
    const state = await this.#stateOf(this.#manifestOf(modelId));
    if (!state.removable) throw new AppError(state.standing === 'installed' ? 'model_bundled' : 'model_missing');
    await rm(join(this.#writable, modelId), { recursive: true, force: true });
  }

  freeBytes(): Promise<number> {
    return this.#freeBytes(this.#writable);
  }

  /** The language model file to use: the one of this id, else the one installed or put here last. Null without any. */
  async languageModel(modelId: string | null): Promise<LanguageModelFile | null> {
    const files: LanguageModelFile[] = [];
    for (const directory of this.directories) files.push(...(await newestOf(directory)));
    for (const manifest of this.#manifest.models) {
      if (manifest.task !== 'generation') continue;
      const { located } = await this.#find(manifest);
      if (!located) continue;
      const path = join(located.directory, located.manifest.files[0]!.path);
      files.push({ id: manifest.id, path, changed: (await stat(path)).mtimeMs });
    }
    return files.find(({ id }) => id === modelId) ?? files.sort((a, b) => b.changed - a.changed)[0] ?? null;
  }

  async #bundledLooseModels(): Promise<ModelState[]> {
    const lists = await Promise.all(this.directories.slice(1).map((directory) => looseModels(directory)));
    return lists.flat().map((state) => ({ ...state, removable: false }));
  }

  async #install(
    manifest: ModelManifest,
    { signal, onProgress }: { signal: AbortSignal; onProgress: Progress },
  ): Promise<LocatedModel> {
    const { located } = await this.#find(manifest);
    if (located) return located;
    const options: InstallOptions = {
      directory: join(this.#writable, manifest.id),
      hubUrl: this.#options.hubUrl ?? 'https://huggingface.co',
      freeBytes: this.#freeBytes,
      signal,
      onProgress,
    };
    const { made } = manifest.from;
    const make = this.#options.makeInt8;
    try {
      signal.throwIfAborted();
      if (!made) await downloadModel(manifest, options);
      else if (make) await makeModel(manifest, await this.install(made.model, { signal, onProgress }), { ...options, make });
      else throw new Error('models are not made here');
    } catch (error) {
      throw signal.aborted ? new AppError('cancelled', { cause: error }) : AppError.from(error);
    }
    return await this.locate(manifest.id);
  }

  async #stateOf(manifest: ModelManifest): Promise<ModelState> {
    const { standing, directory, record } = await this.#find(manifest);
    const own = join(this.#writable, manifest.id);
    const bytes = standing === 'installed' ? [] : await Promise.all(manifest.files.map(({ path }) => bytesHere(own, path)));
    const here = bytes.reduce((sum, size) => sum + size, 0);
    const declared = record?.files.length === manifest.files.length ? record.files : null;
    return {
      id: manifest.id,
      task: manifest.task,
      title: manifest.title,
      manifest,
      standing: this.#installing.has(manifest.id)
        ? 'installing'
        : standing === 'absent'
          ? here > 0
            ? 'partial'
            : 'available'
          : standing,
      directory: standing === 'installed' ? directory : null,
      size: declared ? { bytes: declared.reduce((sum, { size }) => sum + size, 0), exact: true } : sizeOf(manifest),
      bytesHere: here,
      removable: directory === own || here > 0,
      revision: record?.revision ?? null,
    };
  }

  /** The first folder whose files are all the right ones; else which files of complete folders are not. */
  async #find(manifest: ModelManifest): Promise<Found> {
    const nowhere: Found = { standing: 'absent', directory: null, located: null, record: null, corrupt: [] };
    let wrong: Found | undefined;
    for (const parent of this.directories) {
      const directory = join(parent, manifest.id);
      if (!(await stat(directory).catch(() => undefined))) continue;
      const record = await readInstallRecord(directory);
      nowhere.record ??= record;
      const files = pinnedFiles(manifest.files, record);
      if (!files) continue;
      const { missing, corrupt } = await checkModelFiles(files, directory, (path) => this.#hashes.hashOf(path));
      if (missing.length + corrupt.length === 0)
        return { standing: 'installed', directory, located: { manifest: { ...manifest, files }, directory }, record, corrupt };
      const paths = corrupt.map((path) => join(directory, path));
      if (missing.length === 0) wrong ??= { standing: 'corrupt', directory, located: null, record, corrupt: paths };
    }
    return wrong ?? nowhere;
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
