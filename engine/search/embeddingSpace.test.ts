import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type EmbeddingManifest, modelsFileSchema, type Pinned } from '../../shared/config/models.ts';
import { embeddingSpace } from './embeddingSpace.ts';

const modelsFile = modelsFileSchema.parse(
  JSON.parse(readFileSync(new URL('../../resources/models.json', import.meta.url), 'utf8')),
);
const model = modelsFile.models.find((each) => each.id === modelsFile.defaultEmbedder) as Pinned<EmbeddingManifest>;
const idOf = (change: Partial<Pinned<EmbeddingManifest>>) => embeddingSpace({ ...model, ...change }).id;

test('whatever shapes a vector makes another space', () => {
  const otherWeights = model.files.map((file) => (file.path === model.weights ? { ...file, sha256: '0'.repeat(64) } : file));
  const ids = [
    idOf({}),
    idOf({ files: otherWeights }),
    idOf({ prefix: { query: 'query: ', document: '' } }),
    idOf({ prefix: { query: '', document: 'query: ' } }),
    idOf({ pooling: 'cls' }),
    idOf({ normalize: false }),
    idOf({ maxTokens: 256 }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test('names, licence and where a model comes from do not', () => {
  expect(
    idOf({
      title: 'other',
      licence: { name: 'other', url: 'https://example.org' },
      from: { hub: { repo: 'a/b', revision: 'main' } },
    }),
  ).toBe(idOf({}));
});

test('the space of the default model stays the same: libraries hold vectors of it', () => {
  expect(embeddingSpace(model).id).toBe('942c948b755ad844d6fa7e3792fbfb4ab8a9c1beddd18e40bd413bdf1dcab833');
});
