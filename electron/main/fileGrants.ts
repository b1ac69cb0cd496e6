import { randomUUID } from 'node:crypto';
import { AppError } from '../../shared/errors/AppError.ts';

/**
 * Paths the person handed over, by dropping a file or choosing it in a dialog, and the handles a page names them by. A handle
 * works once.
 */
export class FileGrants {
  readonly #paths = new Map<string, string>();

  grant(path: string): string {
    const handle = randomUUID();
    this.#paths.set(handle, path);
    return handle;
  }

  /** The paths of these handles; `invalid_input` if one was never given out or has been used. */
  redeem(handles: readonly string[]): string[] {
    const unique = [...new Set(handles)];
    const paths = unique.map((handle) => this.#paths.get(handle));
    if (paths.includes(undefined))
      throw new AppError('invalid_input', { message: 'A file was offered that nobody dropped or chose here.' });
    for (const handle of unique) this.#paths.delete(handle);
    return paths as string[];
  }

  /** Forgets what was granted: the page that held the handles is gone. */
  clear(): void {
    this.#paths.clear();
  }
}
