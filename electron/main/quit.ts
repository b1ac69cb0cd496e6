import { app } from 'electron';
import type { Logger } from '../../engine/ports/Logger.ts';
import { AppError } from '../../shared/errors/AppError.ts';

/** What work under way may take to end; ingest goes on at the next start from where it was. */
const drainMs = 4000;
/** After this the app ends whatever is left. */
const giveUpMs = 8000;

/**
 * Runs `close` once when the app is asked to quit, then ends it, within `giveUpMs` whatever happens. Returns the way to close without
 * quitting yet.
 */
export function closeOnQuit(close: (timeoutMs: number) => Promise<void>, log: Logger): () => Promise<void> {
  let closed: Promise<void> | undefined;
  const closeOnce = () => {
    closed ??= close(drainMs).catch((error) => log.error({ code: AppError.from(error).code }, 'closing the engine failed'));
    return closed;
  };
  let quitting = false;
  app.on('before-quit', (event) => {
    event.preventDefault();
    if (quitting) return;
    quitting = true;
    const giveUp = setTimeout(() => {
      log.warn({ giveUpMs }, 'the engine did not close in time');
      app.exit(0);
    }, giveUpMs);
    closeOnce().finally(() => {
      clearTimeout(giveUp);
      app.exit(0);
    });
  });
  return closeOnce;
}
