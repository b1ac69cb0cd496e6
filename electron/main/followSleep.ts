import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { powerMonitor, powerSaveBlocker } from 'electron';
import type { Engine } from '../../engine/Engine.ts';
import type { Logger } from '../../engine/ports/Logger.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { localContext } from './localContext.ts';
import type { Settings } from './settings/Settings.ts';

/** Follows the machine's sleep from now on. That nothing of it works is worth a line in the log, not the app. */
export async function followSleep(engine: Engine, settings: Settings, marker: string, log: Logger): Promise<void> {
  try {
    await pauseInSleep(engine, marker, log);
    await stayAwakeAtWork(engine, settings);
  } catch (error) {
    // The app may also be closing already.
    log.warn({ code: AppError.from(error).code }, 'the machine’s sleep is not followed');
  }
}

/** Keeps the machine from going to sleep by itself while papers are read and the person wants that. */
async function stayAwakeAtWork(engine: Engine, settings: Settings): Promise<void> {
  let blocker: number | null = null;
  let atWork = false;
  const follow = () => {
    const wanted = atWork && settings.values.stayAwake;
    if (wanted && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension');
    if (!wanted && blocker !== null) {
      powerSaveBlocker.stop(blocker);
      blocker = null;
    }
  };
  const take = (queue: { queued: number; running: number; paused: boolean }) => {
    atWork = queue.running > 0 || (queue.queued > 0 && !queue.paused);
    follow();
  };
  engine.events.subscribe((event) => event.type === 'queue.changed' && take(event));
  settings.onChange(follow);
  take((await engine.call('library.status', {}, { ctx: localContext() })).queue);
}

/**
 * Pauses the queue while the machine sleeps, so that no paper is begun on the way down. A pause of the person's own is not undone when
 * it wakes. `marker` is a file that stands for a pause of ours: if the machine never wakes, the next start undoes it.
 */
async function pauseInSleep(engine: Engine, marker: string, log: Logger): Promise<void> {
  const wake = async () => {
    if (!existsSync(marker)) return;
    await engine.call('queue.resume', {}, { ctx: localContext() });
    rmSync(marker, { force: true });
  };
  const sleep = async () => {
    const { queue } = await engine.call('library.status', {}, { ctx: localContext() });
    if (queue.paused) return;
    writeFileSync(marker, '');
    await engine.call('queue.pause', {}, { ctx: localContext() });
  };
  // One after another: the machine may wake before the pause is made.
  let last: Promise<void> = Promise.resolve();
  const then = (step: () => Promise<void>) => () => {
    last = last
      .then(step)
      .catch((error) => log.error({ code: AppError.from(error).code }, 'following the machine’s sleep failed'));
  };
  powerMonitor.on('suspend', then(sleep));
  powerMonitor.on('resume', then(wake));
  await wake();
}
