import { z } from 'zod';
import { citationLinkSchema, missingWorkSchema } from '../../domain/citation.ts';
import { idSchema } from '../../domain/document.ts';
import { everywhere, type Route } from './route.ts';

const read = { surfaces: everywhere, role: 'viewer' } as const;

export const citationRoutes = {
  /** Which papers of the library a paper cites, and which cite it; without an id all such pairs. */
  'citations.links': {
    input: z.object({ id: idSchema.optional() }),
    output: z.object({ links: z.array(citationLinkSchema) }),
    ...read,
  },
  /** The works that most papers of the library cite and it does not hold, most cited first. */
  'citations.missing': {
    input: z.object({ limit: z.number().int().min(1).max(500).default(100) }),
    output: z.object({ works: z.array(missingWorkSchema) }),
    ...read,
  },
} as const satisfies Record<string, Route>;
