import type { searchRoutes } from '../../shared/api/routes/searchRoutes.ts';
import { answer } from '../answers/answer.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { libraryStatus } from '../library/status.ts';
import { search } from '../search/search.ts';
import type { HandlersOf } from './handler.ts';

export function searchHandlers(ports: EnginePorts): HandlersOf<keyof typeof searchRoutes> {
  return {
    'library.status': (_input, ctx) => libraryStatus(ports, ctx),
    search: async ({ query, k, mode, documentIds }, ctx) => {
      const startedAt = performance.now();
      const found = await search(ports, ctx, { query, k, mode, ...(documentIds ? { documentIds } : {}) });
      return { ms: Math.round(performance.now() - startedAt), passages: found.passages, mode: found.mode };
    },
    'answers.ask': ({ question, generator, documentIds }, ctx, emit) =>
      answer(ports, ctx, { question, ...(generator ? { generator } : {}), ...(documentIds ? { documentIds } : {}) }, (delta) =>
        emit({ delta }),
      ),
  };
}
