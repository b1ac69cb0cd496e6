import type { languageRoutes } from '../../shared/api/routes/languageRoutes.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function languageHandlers(ports: EnginePorts): HandlersOf<keyof typeof languageRoutes> {
  return {
    'languages.list': async () => ({ languages: await ports.languages.list() }),
    'languages.download': ({ code }, ctx, emit) => ports.languages.download(code, { signal: ctx.signal, onProgress: emit }),
  };
}
