import type { UpdateState } from '../../../shared/api/desktop.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import type { Updates } from './Updates.ts';

/** A build that does not update itself, and why. */
export function noUpdates(reason: string): Updates {
  const state: UpdateState = { state: 'unsupported', reason };
  return {
    state,
    check: async () => state,
    install: () => {
      throw new AppError('invalid_input', { message: reason });
    },
  };
}
