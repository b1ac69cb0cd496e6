import { z } from 'zod';

const fileSchema = z.object({
  /** Path inside the model's folder. */
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().positive(),
});

/** One pinned model of `resources/models.json`. */
export const modelManifestSchema = z.object({
  id: z.string(),
  task: z.enum(['embedding']),
  title: z.string(),
  licence: z.string(),
  files: z.array(fileSchema).min(1),
  /** Path of the weights among `files`. */
  weights: z.string(),
  dtype: z.enum(['fp32', 'q8']),
  dimensions: z.number().int().positive(),
  pooling: z.enum(['mean', 'cls']),
  normalize: z.boolean(),
  maxTokens: z.number().int().positive(),
  prefix: z.object({ query: z.string(), document: z.string() }),
  /** Where each source keeps the files: an npm package (folder inside it) and a hub repository. */
  from: z.object({
    npm: z.object({ package: z.string(), version: z.string(), integrity: z.string(), folder: z.string() }).optional(),
    hub: z.object({ repo: z.string(), revision: z.string() }),
  }),
});
export type ModelManifest = z.infer<typeof modelManifestSchema>;

export const modelsFileSchema = z.object({ defaultEmbedder: z.string(), models: z.array(modelManifestSchema) });
export type ModelsFile = z.infer<typeof modelsFileSchema>;
