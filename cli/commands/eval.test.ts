import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryLexicalIndex } from '../../engine/adapters/memory/MemoryLexicalIndex.ts';
import { MemoryVectorStore } from '../../engine/adapters/memory/MemoryVectorStore.ts';
import { estimateTokens } from '../../engine/ingest/tokenCounter.ts';
import type { Embedder } from '../../engine/ports/Embedder.ts';
import type { VectorSpace } from '../../engine/ports/VectorStore.ts';
import { analyse } from '../../engine/search/analyse.ts';
import { localLibraryId } from '../../shared/domain/library.ts';
import { testContext } from '../../tests/contract/testContext.ts';
import { readBenchmark } from '../eval/benchmark.ts';
import type { EvalPorts } from '../eval/evalIndex.ts';
import { evaluateOn } from './eval.ts';

/** Vectors that count first letters of words; remembers what it was asked to embed. */
class LetterEmbedder implements Embedder {
  readonly documents: string[] = [];
  onDocuments = () => {};
  async info() {
    const space: VectorSpace = { id: 'letters', dimensions: 26, metric: 'cosine' };
    return { modelId: 'letters', space, maxTokens: 100, device: 'cpu' };
  }
  async countTokens(texts: string[]) {
    return texts.map(estimateTokens);
  }
  async embed(texts: string[], { kind }: { kind: 'query' | 'document' }) {
    if (kind === 'document') {
      this.documents.push(...texts);
      this.onDocuments();
    }
    return texts.map((text) => {
      const vector = new Float32Array(26).fill(0.01);
      for (const term of analyse(text)) vector[(term.charCodeAt(0) - 97 + 26) % 26]! += 1;
      return vector;
    });
  }
}

describe('hub eval', () => {
  let folder: string;
  let ports: EvalPorts;
  let embedder: LetterEmbedder;
  let documents: [id: string, title: string, text: string][];
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-eval-'));
    const store = new MemoryDocumentStore();
    embedder = new LetterEmbedder();
    ports = { documents: store, lexical: new MemoryLexicalIndex(store), vectors: new MemoryVectorStore(), embedder };
    await store.ensureLibrary(testContext(localLibraryId), 'Eval');
    documents = Array.from({ length: 40 }, (_, n) => [`doc ${n}`, `Title ${n}`, `About subject${n} and whatever belongs to it.`]);
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function writeBenchmark(
    qrels = ['q1\tdoc 3\t1', 'q2\tdoc 7\t1', 'q2\tdoc 8\t1', 'q3\tdoc 9\t1', 'q4\tdoc 1\t0', 'q5\tnobody\t1'],
  ) {
    await mkdir(join(folder, 'qrels'), { recursive: true });
    const lines = (rows: unknown[]) => `${rows.map((row) => JSON.stringify(row)).join('\n')}\n`;
    await writeFile(join(folder, 'corpus.jsonl'), lines(documents.map(([_id, title, text]) => ({ _id, title, text }))));
    const queries = ['subject3', 'subject8 and subject7', 'xylophone', 'subject1', 'subject2'].map((text, n) => ({
      _id: `q${n + 1}`,
      text,
    }));
    await writeFile(join(folder, 'queries.jsonl'), lines(queries));
    await writeFile(join(folder, 'qrels/test.tsv'), `query-id\tcorpus-id\tscore\n${qrels.join('\n')}\n`);
  }

  async function evaluate(mode: 'lexical' | 'dense' | 'hybrid', more: { limitDocs?: number; signal?: AbortSignal } = {}) {
    await writeBenchmark();
    const signal = more.signal ?? new AbortController().signal;
    return await evaluateOn(ports, await readBenchmark(folder, 'test', more.limitDocs), {
      mode,
      signal,
      remark: () => undefined,
    });
  }

  it('measures against the judgements, over queries that have a relevant document', async () => {
    const found = await evaluate('lexical');
    // q1 and q2 are answered in full, q3 not at all; what q4 and q5 are judged by does not count.
    const share = expect.closeTo(2 / 3, 12);
    expect(found).toMatchObject({ queries: 3, docs: 40, mode: 'lexical', ndcg10: share, mrr10: share, recall100: share });
    expect(found.halves[0].queries + found.halves[1].queries).toBe(3);
  });

  it('keeps to the first documents and to the queries they can answer', async () => {
    expect(await evaluate('lexical', { limitDocs: 5 })).toMatchObject({ queries: 1, docs: 5, ndcg10: 1 });
  });

  it('embeds what is missing only: nothing twice, and what changed again', async () => {
    await evaluate('lexical');
    expect(embedder.documents).toEqual([]);
    await evaluate('hybrid');
    expect(embedder.documents).toHaveLength(40);
    expect(await evaluate('dense')).toMatchObject({ mode: 'dense', queries: 3 });
    expect(embedder.documents).toHaveLength(40);
    documents[5]![2] = 'Quite another text now.';
    await evaluate('hybrid');
    expect(embedder.documents.slice(40)).toEqual(['Title 5\nQuite another text now.']);
    expect((await ports.documents.counts(testContext(localLibraryId))).trashed).toBe(0);
  });

  it('goes on where it was interrupted', async () => {
    const controller = new AbortController();
    embedder.onDocuments = () => controller.abort();
    await expect(evaluate('hybrid', { signal: controller.signal })).rejects.toThrow();
    const done = embedder.documents.length;
    expect(done).toBeGreaterThan(0);
    expect(done).toBeLessThan(40);
    await evaluate('hybrid');
    expect(embedder.documents).toHaveLength(40);
    expect(new Set(embedder.documents).size).toBe(40);
  });

  it('says what is wrong with a folder', async () => {
    await expect(readBenchmark(folder, 'test')).rejects.toMatchObject({ code: 'file_not_found' });
    await writeBenchmark();
    await expect(readBenchmark(folder, 'dev')).rejects.toMatchObject({ code: 'file_not_found' });
    await writeFile(join(folder, 'corpus.jsonl'), '{"_id": "1", "text": "good"}\n{"_id": 2}\n');
    await expect(readBenchmark(folder, 'test')).rejects.toThrow(/Line 2 .*_id/);
    await writeFile(join(folder, 'corpus.jsonl'), '\n{"_id"\n');
    await expect(readBenchmark(folder, 'test')).rejects.toMatchObject({ code: 'invalid_input' });
  });
});
