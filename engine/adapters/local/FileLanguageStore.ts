import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type LanguageManifest, type LanguagesFile, languagesFileSchema } from '../../../shared/config/languages.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { LanguageState, LanguageStore } from '../../ports/LanguageStore.ts';
import type { Recognition } from '../../ports/Parser.ts';
import { downloadFile } from './downloadFile.ts';

export interface FileLanguageStoreOptions {
  /** `resources/` of the app: `languages.json`, and `tessdata/` with the language that comes with it. */
  resourcesDir: string;
  /** Where downloaded ones are kept. */
  directory: string;
  /** Address under which npm packages lie file by file, `<package>@<version>/<file>`. */
  packagesUrl?: string;
}

/** Language data in two folders: what came with the app as `<code>.traineddata.gz`, and what was downloaded since as `<code>.traineddata`. */
export class FileLanguageStore implements LanguageStore {
  readonly #options: FileLanguageStoreOptions;
  readonly #manifest: LanguagesFile;
  /** Downloads under way; another call for the same language waits for it. */
  readonly #downloads = new Map<string, Promise<unknown>>();

  private constructor(options: FileLanguageStoreOptions, manifest: LanguagesFile) {
    this.#options = options;
    this.#manifest = manifest;
  }

  static async open(options: FileLanguageStoreOptions): Promise<FileLanguageStore> {
    const text = await readFile(join(options.resourcesDir, 'languages.json'), 'utf8');
    return new FileLanguageStore(options, languagesFileSchema.parse(JSON.parse(text)));
  }

  async list(): Promise<LanguageState[]> {
    return await Promise.all(this.#manifest.languages.map((language) => this.#stateOf(language)));
  }

  /** How the parser recognises text in those of the languages that are there; null when none is. */
  async recognition(codes: string[]): Promise<Recognition | null> {
    const states = await this.list();
    const languages = codes.filter((code) => states.some((state) => state.code === code && state.installed));
    return languages.length > 0 ? { languages, shippedDir: this.#shippedDir, downloadedDir: this.#options.directory } : null;
  }

  async download(code: string, options: Parameters<LanguageStore['download']>[1]): Promise<LanguageState> {
    const language = this.#manifest.languages.find((one) => one.code === code);
    if (!language) {
      const known = this.#manifest.languages.map((one) => one.code).join(', ');
      throw new AppError('model_missing', {
        message: `No language has the code ${code}. There are: ${known}.`,
        data: { language: code },
      });
    }
    const before = this.#downloads.get(code) ?? Promise.resolve();
    const mine = before.catch(() => undefined).then(() => this.#download(language, options));
    this.#downloads.set(code, mine);
    try {
      return await mine;
    } finally {
      if (this.#downloads.get(code) === mine) this.#downloads.delete(code);
    }
  }

  async #download(language: LanguageManifest, options: Parameters<LanguageStore['download']>[1]): Promise<LanguageState> {
    const state = await this.#stateOf(language);
    if (state.installed) return state;
    const { directory, packagesUrl = 'https://cdn.jsdelivr.net/npm' } = this.#options;
    const { npm, size, sha256, code } = language;
    await mkdir(directory, { recursive: true });
    try {
      await downloadFile(`${packagesUrl}/${npm.package}@${npm.version}/${npm.file}`, join(directory, `${code}.traineddata`), {
        size,
        sha256,
        signal: options.signal,
        onProgress: (bytes) => options.onProgress({ bytes, total: size }),
      });
    } catch (error) {
      throw options.signal.aborted ? new AppError('cancelled', { cause: error }) : AppError.from(error);
    }
    return await this.#stateOf(language);
  }

  /** A download appears under its name only when its bytes are the pinned ones: the size tells whether it is whole. */
  async #stateOf({ code, title, size }: LanguageManifest): Promise<LanguageState> {
    const paths = [join(this.#shippedDir, `${code}.traineddata.gz`), join(this.#options.directory, `${code}.traineddata`)];
    const sizes = await Promise.all(paths.map(async (path) => (await stat(path).catch(() => null))?.size));
    return { code, title, sizeBytes: size, installed: sizes.includes(size) };
  }

  get #shippedDir(): string {
    return join(this.#options.resourcesDir, 'tessdata');
  }
}
