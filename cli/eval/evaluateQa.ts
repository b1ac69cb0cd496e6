import type { RequestContext } from '../../engine/context.ts';
import type { EnginePorts } from '../../engine/EnginePorts.ts';
import type { GeneratorId } from '../../shared/domain/passage.ts';
import { buildIndex, embedIndex } from './evalIndex.ts';
import { halfOf } from './halfOf.ts';
import { QaAsker } from './QaAsker.ts';
import type { QaBenchmark, QaQuestion } from './qaBenchmark.ts';
import { type Asked, type QaScores, scoresOf } from './qaMeasures.ts';

export interface QaEvaluation extends QaScores {
  documents: number;
  /** Milliseconds per question: five passages found; an answer given. */
  ms: { search: number; answer: number };
  /** With `folds`: the questions of two fixed halves of the papers (by a hash of their ids), of which settings are tuned on the first alone. */
  folds?: { tuning: QaScores; heldOut: QaScores };
}

/**
 * Indexes the papers (what is there already stays), and asks the questions of all of them at once, or where they are about `this paper` of their paper alone.
 * `only` asks one of the halves.
 */
export async function evaluateQa(
  ports: EnginePorts,
  ctx: RequestContext,
  benchmark: QaBenchmark,
  options: { generator: GeneratorId; folds: boolean; remark: (line: string) => void; only?: 0 | 1 },
): Promise<QaEvaluation> {
  const index = await buildIndex(ports, ctx, benchmark.documents, options.remark);
  await embedIndex(ports, ctx, index, options.remark);
  const questions = benchmark.questions.filter(
    ({ documentId }) => options.only === undefined || halfOf(documentId) === options.only,
  );
  options.remark(`Asking ${questions.length} questions …`);
  const asker = new QaAsker(ports, ctx, benchmark, index);
  const asked: Asked[] = [];
  let remarkedAt = performance.now();
  for (const question of questions) {
    ctx.signal.throwIfAborted();
    asked.push(await ask(asker, question, options.generator));
    if (performance.now() - remarkedAt < 10_000) continue;
    remarkedAt = performance.now();
    options.remark(`${asked.length} of ${questions.length} …`);
  }
  const half = (which: number) => scoresOf(asked.filter(({ documentId }) => halfOf(documentId) === which));
  return {
    ...scoresOf(asked),
    documents: benchmark.documents.length,
    ms: { search: asker.searchMs / Math.max(1, asked.length), answer: asker.answerMs / Math.max(1, asked.length) },
    ...(options.folds ? { folds: { tuning: half(0), heldOut: half(1) } } : {}),
  };
}

async function ask(asker: QaAsker, question: QaQuestion, generator: GeneratorId): Promise<Asked> {
  const hit = await asker.hit(question);
  const given = await asker.answer(question, generator);
  return { documentId: question.documentId, found: hit === null ? null : { hit, contained: given.contained }, ...given };
}
