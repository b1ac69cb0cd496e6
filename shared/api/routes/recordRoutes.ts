import { z } from 'zod';
import { idSchema } from '../../domain/document.ts';
import { documentRecordSchema } from '../../domain/record.ts';
import { everywhere, nothing, type Route } from './route.ts';

/** What became of looking a document up. `failed`: no register could be asked about it now. */
export const lookedUpSchema = z.object({
  id: idSchema,
  title: z.string(),
  status: z.enum(['found', 'none', 'failed']),
  record: documentRecordSchema.nullable(),
  error: z.object({ code: z.string(), message: z.string(), action: z.string() }).optional(),
});
export type LookedUp = z.infer<typeof lookedUpSchema>;

export const recordRoutes = {
  /** What a register said of a document; null where none was asked, or knew it. */
  'records.get': {
    input: z.object({ id: idSchema }),
    output: documentRecordSchema.nullable(),
    surfaces: everywhere,
    role: 'viewer',
  },
  /**
   * Asks the registers about documents now, whatever the settings say; without `ids` about all that were read. What was answered before is not asked
   * again. Sends each outcome. Errors: `lookup_offline`.
   */
  'records.lookUp': {
    input: z.object({ ids: z.array(idSchema).max(100_000).optional() }),
    output: z.object({ documents: z.number().int() }),
    stream: lookedUpSchema,
    surfaces: ['local'],
    role: 'editor',
  },
  /** Where the person has turned looking up on: begins with all documents not asked about yet, in the background. */
  'records.catchUp': {
    input: nothing,
    output: z.object({ enqueued: z.number().int() }),
    surfaces: ['ipc', 'local'],
    role: 'editor',
  },
} as const satisfies Record<string, Route>;
