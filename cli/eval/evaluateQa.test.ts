import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MemoryDocumentStore } from '../../engine/adapters/memory/MemoryDocumentStore.ts';
import { MemoryLexicalIndex } from '../../engine/adapters/memory/MemoryLexicalIndex.ts';
import { MemoryRelatedStore } from '../../engine/adapters/memory/MemoryRelatedStore.ts';
import { MemoryVectorStore } from '../../engine/adapters/memory/MemoryVectorStore.ts';
import { TermWeights } from '../../engine/answers/termWeights.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import { estimateTokens } from '../../engine/ingest/tokenCounter.ts';
import type { Embedder } from '../../engine/ports/Embedder.ts';
import { localLibraryId } from '../../shared/domain/library.ts';
import type { Citation } from '../../shared/domain/passage.ts';
import { testContext } from '../../tests/contract/testContext.ts';
import { evaluateQa } from './evaluateQa.ts';
import { readQaBenchmark } from './qaBenchmark.ts';
import { checkCitations, contains } from './qaMeasures.ts';

const ctx = testContext(localLibraryId);
const filler = Array.from({ length: 60 }, (_, n) => `Passing remark number ${n} speaks of nothing that anybody asks.`).join(' ');
const barley = `On Barley\n\nThe barley grew to ninety centimetres in the northern fields. ${filler}`;
const comets = `On Comets\n\nThe comet shed a tail of frozen ammonia near the sun. ${filler}`;

/** Finds all texts alike, so that words decide. */
class EvenEmbedder implements Embedder {
  async info() {
    return { modelId: 'even', space: { id: 'even', dimensions: 2, metric: 'cosine' as const }, maxTokens: 512, device: 'cpu' };
  }
  async embed(texts: string[]) {
    return texts.map(() => Float32Array.of(1, 0));
  }
  async countTokens(texts: string[]) {
    return texts.map(estimateTokens);
  }
}

describe('hub eval --qa', () => {
  let folder: string;
  let ports: EnginePorts;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hub-qa-'));
    const documents = new MemoryDocumentStore();
    const embedder = new EvenEmbedder();
    const indexes = { lexical: new MemoryLexicalIndex(documents), vectors: new MemoryVectorStore() };
    const parts = { documents, related: new MemoryRelatedStore(documents), ...indexes, embedder };
    ports = parts as unknown as EnginePorts;
    await documents.ensureLibrary(ctx, 'Eval');
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const squad = (context: string, question: string, answer: string, offBy = 0) => ({
    context,
    document_id: context.slice(3, 9),
    qas: [{ id: question, question, answers: [{ text: answer, answer_start: context.indexOf(answer) + offBy }] }],
  });
  const run = async () =>
    await evaluateQa(ports, ctx, await readQaBenchmark(folder), {
      generator: 'evidence',
      folds: true,
      remark: () => undefined,
    });

  it('tells passages and answers that hold the gold from those that do not', async () => {
    const paragraphs = [
      squad(barley, 'How tall did the barley grow in the northern fields?', 'ninety centimetres'),
      // A place that is off by a little is found; an answer elsewhere in the paper is none to this question.
      squad(comets, 'What did the tail that the comet shed near the sun hold?', 'Passing remark number 55 speaks', 3),
    ];
    await writeFile(join(folder, 'set.json'), JSON.stringify({ data: [{ paragraphs }] }));
    const found = await run();
    expect(found).toMatchObject({ documents: 2, questions: 2, located: 2, answered: 1, contained: 0.5, citationPrecision: 1 });
    expect(found.folds!.tuning.questions + found.folds!.heldOut.questions).toBe(2);
  });

  // Questions about "this paper" were asked of all papers at once.
  it('asks questions about one paper of that paper alone, in both formats that hold such', async () => {
    const lines = [barley, comets].map((input) => ({
      input,
      instructions: ['How tall did it grow?'],
      outputs: ['ninety centimetres in the northern fields'],
    }));
    await writeFile(join(folder, 'leval.jsonl'), lines.map((line) => JSON.stringify(line)).join('\n'));
    const qasper = {
      x1: {
        title: 'On Light',
        abstract: 'We measure light.',
        full_text: [{ section_name: 'Methods', paragraphs: ['Light was measured with two lamps.'] }],
        qas: [
          {
            question: 'How was it measured?',
            question_id: 'q',
            answers: [{ answer: { evidence: ['Light was measured with two lamps.'] } }],
          },
        ],
      },
    };
    await writeFile(join(folder, 'qasper.json'), JSON.stringify(qasper));
    const benchmark = await readQaBenchmark(folder);
    expect(benchmark.wholeLibrary).toBe(false);
    expect(benchmark.documents[2]!.blocks.map(({ kind }) => kind)).toEqual(['paragraph', 'heading', 'paragraph']);
    // The answer stands in the first paper only: in the second its place is not known.
    expect(await run()).toMatchObject({ questions: 3, located: 2, hit5: 1 });
  });

  it('says what is wrong with a folder', async () => {
    await expect(readQaBenchmark(join(folder, 'none'))).rejects.toMatchObject({ code: 'file_not_found' });
    await expect(readQaBenchmark(folder)).rejects.toMatchObject({ code: 'file_not_found' });
    await writeFile(join(folder, 'set.json'), '{"data": [{}]}');
    await expect(readQaBenchmark(folder)).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('the measures', () => {
  const text = 'Trees grow tall. They need light.';
  const gold = [{ start: 0, end: text.length }];

  it('asks for every sentence of the gold, in any order', () => {
    expect(contains(['They need light.', 'Mostly trees grow tall.'], text, gold)).toBe(true);
    expect(contains(['Trees grow tall.'], text, gold)).toBe(false);
  });

  it('counts a citation only where its quote holds the words and the numbers', async () => {
    const documents = new MemoryDocumentStore();
    await documents.ensureLibrary(ctx, 'Eval');
    const weights = new TermWeights({ documents, lexical: new MemoryLexicalIndex(documents) }, ctx);
    const citation = { n: 1, quote: 'The trees grew 12 metres in light.', verified: true } as Citation;
    const checked = async (answer: string, unsupported: string[] = []) =>
      await checkCitations({ answer, citations: [citation], unsupported }, weights);
    expect(await checked('Trees grew 12 metres [1].')).toEqual({ cited: 1, borneOut: 1, claims: 1, unsupported: 0 });
    expect(await checked('Trees grew 15 metres [1].')).toMatchObject({ cited: 1, borneOut: 0 });
    expect(await checked('Comets shed frozen ammonia [1]. They fly.', ['They fly.'])).toEqual({
      cited: 1,
      borneOut: 0,
      claims: 2,
      unsupported: 1,
    });
  });
});
