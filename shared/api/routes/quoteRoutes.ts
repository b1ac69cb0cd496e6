import { z } from 'zod';
import { idSchema } from '../../domain/document.ts';
import { textMatchSchema } from './documentRoutes.ts';
import { everywhere, type Route } from './route.ts';
import { within } from './searchRoutes.ts';

/** A place where a quoted text stands, as it is printed there. `score`: how alike, 0…1; 1 is letter for letter, typesetting aside. */
export const quoteSourceSchema = textMatchSchema.extend({ documentId: idSchema, title: z.string(), score: z.number() });
export type QuoteSource = z.infer<typeof quoteSourceSchema>;

export const quoteRoutes = {
  /** Where a quoted text stands in the library, the likest place first; none where it does not. Too short a text is `quote_too_short`. */
  'quotes.find': {
    input: z.object({
      text: z.string().trim().min(1).max(2000),
      limit: z.number().int().min(1).max(10).default(5),
      ...within,
    }),
    output: z.object({ ms: z.number(), sources: z.array(quoteSourceSchema) }),
    surfaces: everywhere,
    role: 'viewer',
  },
} as const satisfies Record<string, Route>;
