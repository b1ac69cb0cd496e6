import type { quoteRoutes } from '../../shared/api/routes/quoteRoutes.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { findSource } from '../quotes/findSource.ts';
import { documentsWithin } from '../search/documentsWithin.ts';
import type { HandlersOf } from './handler.ts';

export function quoteHandlers(ports: EnginePorts): HandlersOf<keyof typeof quoteRoutes> {
  return {
    'quotes.find': async ({ text, limit, ...within }, ctx) => {
      const startedAt = performance.now();
      const documentIds = await documentsWithin(ports, ctx, within);
      const sources = await findSource(ports, ctx, { text, limit, ...(documentIds ? { documentIds } : {}) });
      return { ms: Math.round(performance.now() - startedAt), sources };
    },
  };
}
