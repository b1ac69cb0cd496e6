import type { citationRoutes } from '../../shared/api/routes/citationRoutes.ts';
import { citationLinks } from '../citations/citations.ts';
import { missingWorks } from '../citations/missingWorks.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function citationHandlers(ports: EnginePorts): HandlersOf<keyof typeof citationRoutes> {
  return {
    'citations.links': async ({ id }, ctx) => ({ links: await citationLinks(ports, ctx, id) }),
    'citations.missing': async ({ limit }, ctx) => ({ works: await missingWorks(ports, ctx, limit) }),
  };
}
