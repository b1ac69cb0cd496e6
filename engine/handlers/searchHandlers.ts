import type { searchRoutes } from '../../shared/api/routes/searchRoutes.ts';
import { answer } from '../answers/answer.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { libraryStatus } from '../library/status.ts';
import { documentsWithin } from '../search/documentsWithin.ts';
import { search } from '../search/search.ts';
import type { HandlersOf } from './handler.ts';

export function searchHandlers(ports: EnginePorts): HandlersOf<keyof typeof searchRoutes> {
  return {
    'library.status': (_input, ctx) => libraryStatus(ports, ctx),
    search: async ({ query, k, mode, ...within }, ctx) => {
      const startedAt = performance.now();
      const documentIds = await documentsWithin(ports, ctx, within);
      const found = await search(ports, ctx, { query, k, mode, ...(documentIds ? { documentIds } : {}) });
      return { ms: Math.round(performance.now() - startedAt), passages: found.passages, mode: found.mode };
    },
    'answers.ask': async ({ question, generator, ...within }, ctx, emit) => {
      const documentIds = await documentsWithin(ports, ctx, within);
      const request = { question, ...(generator ? { generator } : {}), ...(documentIds ? { documentIds } : {}) };
      return await answer(ports, ctx, request, { onDelta: (delta) => emit({ delta }) });
    },
  };
}
