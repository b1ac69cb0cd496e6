import type { AppUpdater } from 'electron-updater';
import type { Logger } from '../../../engine/ports/Logger.ts';
import type { UpdateState } from '../../../shared/api/desktop.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Updates } from './Updates.ts';
import { updateProblem } from './updateProblem.ts';

/** Updates by electron-updater: it downloads a newer version, keeps it only when its SHA-512 is the one told, and installs it at quit. */
export class AppUpdates implements Updates {
  readonly #updater: AppUpdater;
  readonly #log: Logger;
  readonly #onChange: (state: UpdateState) => void;
  readonly #beforeInstall: () => Promise<void>;
  #state: UpdateState = { state: 'idle', checkedAt: null };

  /** `beforeInstall` ends the app's work: an AppImage is started anew at once. */
  constructor(options: {
    updater: AppUpdater;
    log: Logger;
    onChange: (state: UpdateState) => void;
    beforeInstall: () => Promise<void>;
  }) {
    this.#updater = options.updater;
    this.#log = options.log;
    this.#onChange = options.onChange;
    this.#beforeInstall = options.beforeInstall;
    this.#updater.logger = null;
    // What fails here fails a promise too; without a listener it would end the app.
    this.#updater.on('error', () => undefined);
    this.#updater.on('download-progress', ({ percent }) => {
      if (this.#state.state === 'downloading') this.#set({ ...this.#state, percent: Math.round(percent) });
    });
  }

  get state(): UpdateState {
    return this.#state;
  }

  async check(): Promise<UpdateState> {
    if (['checking', 'downloading', 'ready'].includes(this.#state.state)) return this.#state;
    this.#set({ state: 'checking' });
    try {
      const found = await this.#updater.checkForUpdates();
      if (found?.isUpdateAvailable && found.downloadPromise) this.#follow(found.updateInfo.version, found.downloadPromise);
      else this.#set({ state: 'idle', checkedAt: Date.now() });
    } catch (error) {
      this.#fail(error);
    }
    return this.#state;
  }

  install(): void {
    if (this.#state.state !== 'ready') throw new AppError('invalid_input', { message: 'No update is ready to be installed.' });
    this.#beforeInstall().then(
      () => this.#updater.quitAndInstall(false, true),
      (error) => this.#fail(error),
    );
  }

  #follow(version: string, download: Promise<unknown>): void {
    this.#set({ state: 'downloading', version, percent: 0 });
    download.then(
      () => this.#set({ state: 'ready', version }),
      (error) => this.#fail(error),
    );
  }

  #fail(error: unknown): void {
    this.#log.warn({ code: String((error as { code?: unknown } | null)?.code) }, 'looking for updates failed');
    this.#set({ state: 'failed', message: updateProblem(error) });
  }

  #set(state: UpdateState): void {
    this.#state = state;
    this.#onChange(state);
  }
}
