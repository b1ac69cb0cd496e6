import { z } from 'zod';
import { languageCodeSchema } from '../../config/languages.ts';
import { nothing, type Route } from './route.ts';

/** A language that text on scans can be recognised in. */
export const languageStateSchema = z.object({
  code: languageCodeSchema,
  title: z.string(),
  sizeBytes: z.number(),
  installed: z.boolean(),
});
export type LanguageStatus = z.infer<typeof languageStateSchema>;

export const languageRoutes = {
  'languages.list': {
    input: nothing,
    output: z.object({ languages: z.array(languageStateSchema) }),
    surfaces: ['ipc', 'local'],
    role: 'viewer',
  },
  'languages.download': {
    input: z.object({ code: languageCodeSchema }),
    output: languageStateSchema,
    stream: z.object({ bytes: z.number(), total: z.number() }),
    surfaces: ['ipc', 'local'],
    role: 'admin',
  },
} as const satisfies Record<string, Route>;
