import { z } from 'zod';
import { generatorIdSchema } from './passage.ts';

/** An OpenAI-compatible endpoint. Its key is kept by the system, never in a file in the clear. */
export const endpointSchema = z.object({ baseUrl: z.url(), model: z.string().min(1) });
export type Endpoint = z.infer<typeof endpointSchema>;

/** What a person chose in this installation. A file that is missing or damaged gives the defaults. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']).default('system'),
  firstRunDone: z.boolean().default(false),
  /** What writes answers; evidence needs no model. */
  generator: generatorIdSchema.default('evidence'),
  endpoint: endpointSchema.nullable().default(null),
  device: z.enum(['cpu', 'webgpu', 'cuda']).default('cpu'),
  /** Keeps the machine awake while papers are being read. */
  stayAwake: z.boolean().default(true),
  /** Looks for updates by itself. */
  updates: z.boolean().default(true),
});
export type Settings = z.infer<typeof settingsSchema>;
