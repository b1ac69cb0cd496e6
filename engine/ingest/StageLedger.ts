import type { StageName, StageRun } from '../../shared/domain/inspection.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** What a stage says of itself while it runs. */
export interface StageNotes {
  outcome: 'done' | 'skipped';
  counts: StageRun['counts'];
  /** Why it was skipped, or what is wrong with what it made. */
  problem: AppError | null;
}

/** Writes down how each stage of the work on a document went. */
export class StageLedger {
  readonly #ports: EnginePorts;
  readonly #ctx: RequestContext;
  readonly #documentId: string;

  constructor(ports: EnginePorts, ctx: RequestContext, documentId: string) {
    this.#ports = ports;
    // A stage that was stopped is written down too.
    this.#ctx = { ...ctx, signal: new AbortController().signal };
    this.#documentId = documentId;
  }

  /** Runs a stage, returns what it returns and throws what it throws. */
  async run<T>(stage: StageName, work: (notes: StageNotes) => Promise<T>): Promise<T> {
    const notes: StageNotes = { outcome: 'done', counts: {}, problem: null };
    const startedAt = this.#ports.now();
    const write = (outcome: StageRun['outcome'], problem: AppError | null) => {
      const error = problem && { code: problem.code, message: problem.message };
      const durationMs = Math.max(0, this.#ports.now() - startedAt);
      return this.#write({ stage, startedAt, durationMs, outcome, counts: notes.counts, error });
    };
    try {
      const result = await work(notes);
      await write(notes.outcome, notes.problem);
      return result;
    } catch (thrown) {
      const error = AppError.from(thrown);
      await write(error.code === 'cancelled' || error.code === 'shutting_down' ? 'stopped' : 'failed', error);
      throw thrown;
    }
  }

  /** A line that cannot be written stops no work: what it is about went as it went. */
  async #write(run: StageRun): Promise<void> {
    try {
      await this.#ports.documents.recordStage(this.#ctx, this.#documentId, run);
    } catch (error) {
      const { code } = AppError.from(error);
      this.#ports.log.warn({ documentId: this.#documentId, stage: run.stage, code }, 'the ledger was not written');
    }
  }
}
