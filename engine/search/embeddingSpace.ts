import { createHash } from 'node:crypto';
import type { EmbeddingManifest, Pinned } from '../../shared/config/models.ts';
import type { VectorSpace } from '../ports/VectorStore.ts';

/**
 * The space of a model's vectors: a hash over everything that shapes one (weights, tokenizer, prefixes, pooling, normalisation, max
 * tokens). Device and number format are not part of it: the same weights file gives the same vectors, within rounding, everywhere.
 */
export function embeddingSpace(manifest: Pinned<EmbeddingManifest>): VectorSpace {
  const shape = [
    sha256Of(manifest, manifest.weights),
    sha256Of(manifest, 'tokenizer.json'),
    sha256Of(manifest, 'tokenizer_config.json'),
    manifest.prefix.query,
    manifest.prefix.document,
    manifest.pooling,
    manifest.normalize,
    manifest.maxTokens,
  ];
  return {
    id: createHash('sha256').update(JSON.stringify(shape)).digest('hex'),
    dimensions: manifest.dimensions,
    metric: 'cosine',
  };
}

function sha256Of(manifest: Pinned<EmbeddingManifest>, path: string): string {
  const file = manifest.files.find((each) => each.path === path);
  if (!file) throw new Error(`model ${manifest.id} does not list ${path}`);
  return file.sha256;
}
