import { z } from 'zod';
import { generatorIdSchema } from '../../domain/passage.ts';
import { nothing, type Route } from './route.ts';

export const modelStatusSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** What it is good for; empty for a file put here by hand. */
  about: z.string(),
  task: z.enum(['embedding', 'reranking', 'generation']),
  /** `partial`: some of it has come, an installation goes on from there. `corrupt`: a file is not what it should be. */
  state: z.enum(['available', 'partial', 'installing', 'installed', 'corrupt']),
  inUse: z.boolean(),
  sizeBytes: z.number(),
  /** False where only about how much is known before the hub is asked. */
  sizeExact: z.boolean(),
  bytesHere: z.number(),
  /** Memory it takes while it runs, roughly; null when nobody has said. */
  memoryBytes: z.number().nullable(),
  licence: z.object({ name: z.string(), url: z.string() }).nullable(),
  /** `hub`: fetched from `sourceName`; `made`: from the model `sourceName`, on this machine; `file`: put here by hand. */
  source: z.enum(['hub', 'made', 'file']),
  sourceName: z.string(),
  /** Where its hashes are from: the catalogue, or what the hub declares when it is installed. */
  hashes: z.enum(['catalogue', 'installation']),
  /** The hub's commit it was installed from, where the catalogue names none. */
  revision: z.string().nullable(),
  removable: z.boolean(),
  /** Passages of this library embedded with it; 0 for other kinds of model. */
  embedded: z.number().int(),
});
export type ModelStatus = z.infer<typeof modelStatusSchema>;

export const installProgressSchema = z.object({
  phase: z.enum(['downloading', 'verifying', 'making']),
  bytes: z.number(),
  total: z.number(),
  /** Null while it cannot be told. */
  bytesPerSecond: z.number().nullable(),
});

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
    /** With the space on the disk that models go to, and this machine's memory. */
    output: z.object({ models: z.array(modelStatusSchema), freeBytes: z.number(), memoryBytes: z.number() }),
    surfaces: ['ipc', 'local'],
    role: 'viewer',
  },
  /** Fetches or makes a model. Who gives up pauses it: what has come is kept, and the next call goes on from there. */
  'models.install': {
    input: z.object({ id: z.string() }),
    output: modelStatusSchema,
    stream: installProgressSchema,
    surfaces: ['ipc', 'local'],
    role: 'admin',
  },
  /** Deletes a model's files, or what has come of them. Never the one in use. */
  'models.remove': {
    input: z.object({ id: z.string() }),
    output: z.object({ id: z.string() }),
    surfaces: ['ipc', 'local'],
    role: 'admin',
  },
  /** Copies a GGUF file, or a folder with the files of a model of the list (`id`, or whichever its hashes fit). */
  'models.import': {
    input: z.object({ path: z.string().min(1), id: z.string().optional() }),
    output: modelStatusSchema,
    surfaces: ['local'],
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
