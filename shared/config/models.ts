import { z } from 'zod';
import { AppError } from '../errors/AppError.ts';

/** A file whose bytes are known: used only when they are these. */
const pinnedFileSchema = z.object({
  /** Path inside the model's folder. */
  path: z.string(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.number().int().positive(),
});
export type PinnedFile = z.infer<typeof pinnedFileSchema>;

/**
 * A file the catalogue knows by name only. At installation the hub's commit, and the sizes and hashes it declares, are fixed first, then
 * checked and recorded; from then on the record is what the file is held against.
 */
const recordedFileSchema = z.object({ path: z.string(), approximateSize: z.number().int().positive() });

const fileSchema = z.union([pinnedFileSchema, recordedFileSchema]);
export type ModelFile = z.infer<typeof fileSchema>;

const common = {
  id: z.string(),
  title: z.string(),
  /** What it is good for, in a sentence. */
  about: z.string(),
  licence: z.object({ name: z.string(), url: z.url() }),
  files: z.array(fileSchema).min(1),
  /** Memory it takes while it runs, roughly, in bytes. */
  memory: z.number().int().positive(),
  /** Where the files come from: an npm package (folder inside it), a hub repository at a commit or branch, or another model of this list. */
  from: z.object({
    npm: z.object({ package: z.string(), version: z.string(), integrity: z.string(), folder: z.string() }).optional(),
    hub: z.object({ repo: z.string(), revision: z.string() }).optional(),
    /** Made on this machine from an installed model: its weights in 8 bits, its other files as they are. */
    made: z.object({ model: z.string(), recipe: z.literal('int8') }).optional(),
  }),
};

const encoder = {
  /** Path of the weights among `files`. */
  weights: z.string(),
  /**
   * `int8`: of our own making, where a text's vector depends on that text alone. `q8`: as found on the hub, where the numbers of a batch share one
   * scale, so that texts go one by one.
   */
  dtype: z.enum(['fp32', 'int8', 'q8']),
  maxTokens: z.number().int().positive(),
};

const embeddingSchema = z.object({
  ...common,
  ...encoder,
  task: z.literal('embedding'),
  dimensions: z.number().int().positive(),
  pooling: z.enum(['mean', 'cls']),
  normalize: z.boolean(),
  prefix: z.object({ query: z.string(), document: z.string() }),
});
const rerankingSchema = z.object({ ...common, ...encoder, task: z.literal('reranking') });
const generationSchema = z.object({
  ...common,
  task: z.literal('generation'),
  /** Weights in billions. */
  parameters: z.number().positive(),
});

/** One model of `resources/models.json`. */
export const modelManifestSchema = z.discriminatedUnion('task', [embeddingSchema, rerankingSchema, generationSchema]);
export type ModelManifest = z.infer<typeof modelManifestSchema>;
export type ModelTask = ModelManifest['task'];
export type EmbeddingManifest = z.infer<typeof embeddingSchema>;
export type RerankingManifest = z.infer<typeof rerankingSchema>;

/** A manifest of an installed model: every file's bytes are known. */
export type Pinned<M extends ModelManifest> = M extends unknown ? Omit<M, 'files'> & { files: PinnedFile[] } : never;

export const modelsFileSchema = z.object({ defaultEmbedder: z.string(), models: z.array(modelManifestSchema) });
export type ModelsFile = z.infer<typeof modelsFileSchema>;

/** Narrows to a model that makes vectors. Errors: `model_failed` for another. */
export function embedderOf(manifest: Pinned<ModelManifest>): Pinned<EmbeddingManifest> {
  if (manifest.task === 'embedding') return manifest;
  throw new AppError('model_failed', { message: `${manifest.title} is no model that makes vectors.` });
}

export function isPinned(file: ModelFile): file is PinnedFile {
  return 'sha256' in file;
}

/** Bytes of a model's files; `exact` is false where only about so many are known. */
export function sizeOf(manifest: ModelManifest): { bytes: number; exact: boolean } {
  return {
    bytes: manifest.files.reduce((sum, file) => sum + (isPinned(file) ? file.size : file.approximateSize), 0),
    exact: manifest.files.every(isPinned),
  };
}
