import { AppError } from '../../shared/errors/AppError.ts';

/**
 * Lets one task run at a time, in the order they came: when a process crashes, only the document it was working on is blamed. Who gives up
 * while another's task runs does not wait for its end.
 */
export class OneAtATime {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(signal: AbortSignal, task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task);
    this.#last = turn.catch(() => undefined);
    return Promise.race([turn, abortOf(signal)]);
  }
}

function abortOf(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const fail = () => reject(AppError.is(signal.reason) ? signal.reason : new AppError('cancelled', { cause: signal.reason }));
    if (signal.aborted) fail();
    else signal.addEventListener('abort', fail, { once: true });
  });
}
