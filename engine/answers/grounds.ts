import { createHash } from 'node:crypto';
import { appVersion } from '../../shared/config/appVersion.ts';
import type { GivenPassage, Grounds } from '../../shared/domain/answerBundle.ts';
import type { GeneratorId, Passage } from '../../shared/domain/passage.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { Exchange } from '../ports/Generator.ts';
import type { Reading } from './readLibrary.ts';
import type { TermWeights } from './termWeights.ts';

/** What was known before a word was written. */
export interface Given {
  reading: Reading;
  weights: TermWeights;
  generator: GeneratorId;
  history: Exchange[];
  documentIds: string[] | undefined;
}

/** What an answer is made from, to be kept with it. */
export async function groundsOf(ports: EnginePorts, ctx: RequestContext, given: Given): Promise<Grounds> {
  const { reading, weights, generator, history, documentIds } = given;
  const { query, focus, mode, supported, passages } = reading;
  return {
    app: appVersion,
    generator: { id: generator, model: await modelOf(ports, generator) },
    embedder: mode === 'lexical' ? null : await embedderOf(ports),
    mode,
    documentIds: documentIds ?? null,
    query,
    focus,
    words: weights.known(),
    history,
    supported,
    passages: await givenPassages(ports, ctx, passages),
  };
}

/** The name of a generator's model; empty for the evidence. */
export async function modelOf({ generators }: Pick<EnginePorts, 'generators'>, id: GeneratorId): Promise<string> {
  return (await generators.find((generator) => generator.id === id)?.model()) ?? '';
}

export async function embedderOf({ embedder }: Pick<EnginePorts, 'embedder'>): Promise<NonNullable<Grounds['embedder']>> {
  const { modelId, space } = await embedder.info();
  return { model: modelId, space: space.id };
}

async function givenPassages(ports: EnginePorts, ctx: RequestContext, passages: Passage[]): Promise<GivenPassage[]> {
  const chunks = await ports.documents.visibleChunks(
    ctx,
    passages.map(({ chunkId }) => chunkId),
  );
  const blobs = new Map(chunks.map(({ id, blobHash }) => [id, blobHash]));
  return await Promise.all(
    passages.map(async ({ chunkId, revisionId, boxes: _, ...passage }) => ({
      ...passage,
      blobHash: blobs.get(chunkId) ?? '',
      parser: (await ports.documents.revision(ctx, revisionId))?.parser ?? '',
      textHash: hashOf(passage.text),
    })),
  );
}

/** SHA-256 of a text, in hex. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
