import type { numberRoutes } from '../../shared/api/routes/numberRoutes.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { findNumbers } from '../quantities/findNumbers.ts';
import { documentsWithin } from '../search/documentsWithin.ts';
import type { HandlersOf } from './handler.ts';

export function numberHandlers(ports: EnginePorts): HandlersOf<keyof typeof numberRoutes> {
  return {
    'numbers.find': async ({ text, limit, ...within }, ctx) => {
      const startedAt = performance.now();
      const documentIds = await documentsWithin(ports, ctx, within);
      const matches = await findNumbers(ports, ctx, { text, limit, ...(documentIds ? { documentIds } : {}) });
      return { ms: Math.round(performance.now() - startedAt), matches };
    },
  };
}
