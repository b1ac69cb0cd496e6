import { z } from 'zod';
import type { Engine } from '../../engine/Engine.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { HostEvents } from './HostEvents.ts';
import { localContext } from './localContext.ts';

/** What a second start hands over to the first, from its own working folder. */
export const handoverSchema = z.object({ files: z.array(z.string().min(1)) });

/** Files the system gives to the app (opened with it, dropped on its icon, named on its command line): added to the library by the host. */
export class GivenFiles {
  readonly #waiting: string[];
  #add: (() => void) | undefined;

  constructor(paths: readonly string[]) {
    this.#waiting = [...paths];
  }

  /** They are added once the engine is there. */
  take(paths: readonly string[]): void {
    this.#waiting.push(...paths);
    this.#add?.();
  }

  /** Adds what is waiting and what comes, and tells the windows what became of each file. */
  addTo(engine: Engine, events: HostEvents, log: Logger): void {
    this.#add = async () => {
      const paths = this.#waiting.splice(0);
      if (paths.length === 0) return;
      try {
        const { files } = await engine.call('documents.add', { paths }, { ctx: localContext() });
        events.publish({ type: 'files.given', files });
      } catch (error) {
        log.error({ code: AppError.from(error).code, files: paths.length }, 'files given to the app could not be added');
      }
    };
    this.#add();
  }
}
