import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../shared/errors/errorTable.ts';
import { testContext } from '../../tests/contract/testContext.ts';
import { MemoryDocumentStore } from '../adapters/memory/MemoryDocumentStore.ts';
import { MemoryLexicalIndex } from '../adapters/memory/MemoryLexicalIndex.ts';
import { MemoryVectorStore } from '../adapters/memory/MemoryVectorStore.ts';
import { estimateTokens } from '../ingest/tokenCounter.ts';
import type { ChunkRecord } from '../ports/DocumentStore.ts';
import type { Embedder } from '../ports/Embedder.ts';
import type { VectorSpace } from '../ports/VectorStore.ts';
import { analyse, chunkTerms } from './analyse.ts';
import type { RetrieveQuery } from './retrieve.ts';
import { search } from './search.ts';

const ctx = testContext('ours');
const space: VectorSpace = { id: 'topics', dimensions: 3, metric: 'cosine' };
const topics = [
  ['maiz', 'corn', 'grain'],
  ['star', 'galaxi', 'telescop'],
];

/** Knows two topics by the stems of their words; everything else lies in a third direction. */
class TopicEmbedder implements Embedder {
  failure: ErrorCode | null = null;
  async info() {
    return { modelId: 'topics', space, maxTokens: 100, device: 'cpu' };
  }
  async countTokens(texts: string[]) {
    return texts.map(estimateTokens);
  }
  async embed(texts: string[]) {
    if (this.failure) throw new AppError(this.failure);
    return texts.map((text) => {
      const counts = topics.map((words) => analyse(text).filter((term) => words.includes(term)).length);
      return Float32Array.from([...counts, 0.2]);
    });
  }
}

describe('search', () => {
  let documents: MemoryDocumentStore;
  let lexical: MemoryLexicalIndex;
  let vectors: MemoryVectorStore;
  let embedder: TopicEmbedder;
  beforeEach(async () => {
    documents = new MemoryDocumentStore();
    lexical = new MemoryLexicalIndex(documents);
    vectors = new MemoryVectorStore();
    embedder = new TopicEmbedder();
    await documents.ensureLibrary(ctx, 'Ours');
    await vectors.ensureSpace(ctx, space);
  });

  let made = 0;
  /** A document with one chunk a text, all on one page whose words stand below each other. */
  async function publish(id: string, texts: string[], more: Partial<ChunkRecord> = {}) {
    const blobHash = (made++).toString(16).padStart(64, '0');
    const file = { source: 'file', fileName: id, localPath: null, sizeBytes: 1 } as const;
    await documents.insert(ctx, { id, title: `About ${id}`, blobHash, ...file });
    await documents.beginRevision(ctx, id, { id: `${id}-1`, parser: 'test' });
    const text = texts.join('');
    const runs = [...text.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
      start: index,
      end: index + word.length,
      x: 72,
      y: 20 * index,
      width: 30,
      height: 10,
    }));
    await documents.addPages(ctx, `${id}-1`, [
      { number: 1, label: null, width: 600, height: 800, start: 0, text, runs, error: null, trace: null },
    ]);
    let start = 0;
    const chunks = texts.map((part, ordinal): ChunkRecord => {
      const span = { start, end: start + part.length };
      start = span.end;
      const place = { ordinal, kind: 'text', section: '', pageFirst: 1, pageLast: 1 } as const;
      return { id: `${id}-c${ordinal}`, ...place, ...span, text: part, embedKey: `${id}${ordinal}`, ...more };
    });
    await documents.addChunks(ctx, `${id}-1`, chunks);
    const entries = chunks.map((chunk) => ({ chunkId: chunk.id, terms: chunkTerms({ title: '', ...chunk }) }));
    await lexical.add(ctx, id, `${id}-1`, entries);
    await documents.activateRevision(ctx, `${id}-1`, null);
    const embedded = await embedder.embed(texts);
    await vectors.upsert(
      ctx,
      space.id,
      chunks.map((chunk, at) => ({ id: chunk.id, documentId: id, key: chunk.embedKey, vector: embedded[at]! })),
    );
  }

  const find = (query: string, more: Partial<RetrieveQuery> = {}) =>
    search({ documents, lexical, vectors, embedder }, ctx, { query, k: 10, mode: 'hybrid', ...more });
  const ids = async (...args: Parameters<typeof find>) => (await find(...args)).passages.map((passage) => passage.chunkId);

  it('finds by words, by meaning, and by both, and says what each part was', async () => {
    await publish('a', ['maize yield']);
    await publish('b', ['corn and grain harvest']);
    await publish('c', ['galaxy survey']);
    expect(await ids('maize', { mode: 'lexical' })).toEqual(['a-c0']);
    expect((await ids('maize', { mode: 'dense' })).slice(0, 2).sort()).toEqual(['a-c0', 'b-c0']);
    const { passages, mode } = await find('maize');
    expect(mode).toBe('hybrid');
    expect(passages.map((passage) => passage.chunkId)).toEqual(['a-c0', 'b-c0', 'c-c0']);
    expect(passages[0]).toMatchObject({ documentId: 'a', title: 'About a', page: 1, text: 'maize yield' });
    expect(passages[0]!.score).toBeGreaterThan(passages[1]!.score);
    expect(passages[0]!.lexicalScore).toBeGreaterThan(0);
    expect(passages[1]).toMatchObject({ lexicalScore: null, denseScore: expect.closeTo(1, 1) });
  });

  it('gives each passage the boxes of its own words', async () => {
    await publish('a', ['galaxy survey ', 'maize yield']);
    const [passage] = (await find('maize', { mode: 'lexical' })).passages;
    expect(passage!.boxes.map((box) => box.y)).toEqual([20 * 14, 20 * 20]);
  });

  it.each(['model_missing', 'model_corrupt', 'model_failed', 'process_crashed'] as const)(
    'goes on with words after %s',
    async (code) => {
      await publish('a', ['maize yield']);
      embedder.failure = code;
      for (const mode of ['hybrid', 'dense'] as const) {
        const { passages, mode: used } = await find('maize', { mode });
        expect(used).toBe('lexical');
        expect(passages.map((passage) => passage.chunkId)).toEqual(['a-c0']);
      }
    },
  );

  it('searches by words while nothing is embedded with the model', async () => {
    await publish('a', ['maize yield']);
    vectors = new MemoryVectorStore();
    expect(await find('maize')).toMatchObject({ mode: 'lexical', passages: [{ chunkId: 'a-c0' }] });
  });

  it('does not answer a search that was cancelled', async () => {
    await publish('a', ['maize yield']);
    embedder.failure = 'cancelled';
    await expect(find('maize')).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('leaves half of the places to other documents that are nearly as good', async () => {
    await publish(
      'big',
      Array.from({ length: 12 }, (_, n) => `maize maize corn part${n} `),
    );
    await publish('other', ['maize in one of many words here ', 'maize again among many other words ']);
    const found = await ids('maize', { k: 6 });
    expect(found.filter((id) => id.startsWith('big'))).toHaveLength(4);
    expect(found.filter((id) => id.startsWith('other'))).toHaveLength(2);
    expect(await ids('maize', { k: 6, documentIds: ['big'] })).toHaveLength(6);
  });

  // Half of the places went to papers on something else: of questions that one paper answers, one in twenty lost its answer.
  it('leaves no place to documents that are merely there', async () => {
    await publish(
      'big',
      Array.from({ length: 12 }, (_, n) => `maize maize corn part${n} `),
    );
    await publish('other', ['star and galaxy ', 'telescope ']);
    expect((await ids('maize', { k: 6 })).every((id) => id.startsWith('big'))).toBe(true);
  });

  it('puts lists of references below text, where they can still be found', async () => {
    await publish('refs', ['maize yield'], { kind: 'references' });
    await publish('text', ['maize yield under long and wordy circumstances']);
    expect(await ids('maize yield', { mode: 'lexical' })).toEqual(['text-c0', 'refs-c0']);
    expect(await ids('maize', { mode: 'lexical', documentIds: ['refs'] })).toEqual(['refs-c0']);
  });

  it('leaves kinds out that are not wanted, however many there are', async () => {
    await publish(
      'refs',
      Array.from({ length: 900 }, (_, n) => `maize yield ${n} `),
      { kind: 'references' },
    );
    await publish('text', ['maize yield under long and wordy circumstances', 'corn ']);
    for (const mode of ['dense', 'hybrid'] as const) {
      expect(await ids('maize yield', { mode, k: 2, leaveOut: ['references'] })).toEqual(['text-c0', 'text-c1']);
    }
  });

  // Seen on a real paper: its heading "References", alike to any question by the paper's title, came before its text.
  it('puts a heading that stands alone below text', async () => {
    await publish('heading', ['maize yield']);
    await publish('text', [`maize yield ${'rose with the number of plants in each of the years '.repeat(4)}`]);
    expect(await ids('maize yield', { mode: 'lexical' })).toEqual(['text-c0', 'heading-c0']);
  });

  // The vectors of a trashed document stay; it may be restored.
  it('looks past what may not be shown', async () => {
    await publish(
      'trashed',
      Array.from({ length: 900 }, (_, n) => `maize ${n} `),
    );
    await publish('kept', ['corn and some star ', 'galaxy ']);
    await documents.trash(ctx, 'trashed');
    expect(await ids('maize', { mode: 'dense', k: 2 })).toEqual(['kept-c0', 'kept-c1']);
  });

  it('returns nothing for a query without words, by words', async () => {
    await publish('a', ['maize yield']);
    expect(await ids('of the', { mode: 'lexical' })).toEqual([]);
  });
});
