import { z } from 'zod';
import { generatorIdSchema } from '../../domain/passage.ts';
import { nothing, type Route } from './route.ts';

export const modelStatusSchema = z.object({
  id: z.string(),
  title: z.string(),
  task: z.string(),
  installed: z.boolean(),
  inUse: z.boolean(),
  sizeBytes: z.number(),
});
export type ModelStatus = z.infer<typeof modelStatusSchema>;

export const generatorStatusSchema = z.object({
  id: generatorIdSchema,
  /** The model's name; empty where none is set up. */
  model: z.string(),
  /** Why it cannot be used now; null when it can. */
  unavailable: z.string().nullable(),
});
export type GeneratorStatus = z.infer<typeof generatorStatusSchema>;

export const modelRoutes = {
  'models.list': {
    input: nothing,
    output: z.object({ models: z.array(modelStatusSchema) }),
    surfaces: ['ipc', 'local'],
    role: 'viewer',
  },
  'models.download': {
    input: z.object({ id: z.string() }),
    output: modelStatusSchema,
    stream: z.object({ bytes: z.number(), total: z.number() }),
    surfaces: ['ipc', 'local'],
    role: 'admin',
  },
  /** What can write answers, evidence first. */
  'generators.list': {
    input: nothing,
    output: z.object({ generators: z.array(generatorStatusSchema) }),
    surfaces: ['ipc', 'local', 'http'],
    role: 'viewer',
  },
} as const satisfies Record<string, Route>;
