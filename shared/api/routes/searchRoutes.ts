import { z } from 'zod';
import { scopeSchema } from '../../domain/collection.ts';
import { idSchema } from '../../domain/document.ts';
import { libraryStatusSchema } from '../../domain/library.ts';
import { answerSchema, generatorIdSchema, passageSchema } from '../../domain/passage.ts';
import { everywhere, nothing, type Route } from './route.ts';

/** `documentIds` and `scope` narrow what is searched; both given, what is in either. */
export const within = { documentIds: z.array(idSchema).max(10_000).optional(), scope: scopeSchema.optional() };

export const searchRoutes = {
  'library.status': { input: nothing, output: libraryStatusSchema, surfaces: everywhere, role: 'viewer' },
  search: {
    input: z.object({
      query: z.string().trim().min(1).max(2000),
      k: z.number().int().min(1).max(100).default(10),
      mode: z.enum(['lexical', 'dense', 'hybrid']).default('hybrid'),
      ...within,
    }),
    output: z.object({ ms: z.number(), passages: z.array(passageSchema), mode: z.enum(['lexical', 'dense', 'hybrid']) }),
    surfaces: everywhere,
    role: 'viewer',
  },
  'answers.ask': {
    input: z.object({ question: z.string().trim().min(1).max(2000), generator: generatorIdSchema.optional(), ...within }),
    output: answerSchema,
    stream: z.object({ delta: z.string() }),
    surfaces: everywhere,
    role: 'viewer',
  },
} as const satisfies Record<string, Route>;
