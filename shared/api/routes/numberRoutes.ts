import { z } from 'zod';
import { idSchema } from '../../domain/document.ts';
import { textMatchSchema } from './documentRoutes.ts';
import { everywhere, type Route } from './route.ts';
import { within } from './searchRoutes.ts';

/** A number as printed, with its unit, and the sentence around it. `score`: share of the words asked for that stand with it. */
export const numberMatchSchema = textMatchSchema.extend({ documentId: idSchema, title: z.string(), score: z.number() });
export type NumberMatch = z.infer<typeof numberMatchSchema>;

export const numberRoutes = {
  /** Where a number is stated that answers `thermal conductivity > 200 W/mK`, in any unit of its kind. A text without a number, or with nothing else, is `number_missing`. */
  'numbers.find': {
    input: z.object({
      text: z.string().trim().min(1).max(500),
      limit: z.number().int().min(1).max(200).default(50),
      ...within,
    }),
    output: z.object({ ms: z.number(), matches: z.array(numberMatchSchema) }),
    surfaces: everywhere,
    role: 'viewer',
  },
} as const satisfies Record<string, Route>;
