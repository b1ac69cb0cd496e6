import type { Turn, TurnEvent } from '../../shared/domain/conversation.ts';
import type { Answer, Citation } from '../../shared/domain/passage.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { TurnPatch } from '../ports/ConversationStore.ts';
import type { AnswerListener } from './answer.ts';
import type { CitedText } from './citations.ts';
import { withoutMarks } from './claims.ts';
import { type Given, groundsOf } from './grounds.ts';

/**
 * Tells and stores what a running turn says, as it says it: what is stored outlives the host, and what was said before a stop or a failure stays. The
 * context's signal must not be the question's, or a stopped turn could not be stored.
 */
export class TurnRecord implements Required<AnswerListener> {
  readonly #ports: EnginePorts;
  readonly #ctx: RequestContext;
  readonly #turn: Turn;
  readonly #emit: (event: TurnEvent) => void;
  readonly #startedAt = performance.now();
  #ms: { retrieve: number; firstToken: number | null } = { retrieve: 0, firstToken: null };
  #written = '';
  #evidence: Citation[] = [];
  #said: CitedText = { text: '', citations: [], unsupported: [] };
  #stored: Promise<unknown> = Promise.resolve();

  constructor(ports: EnginePorts, ctx: RequestContext, turn: Turn, emit: (event: TurnEvent) => void) {
    this.#ports = ports;
    this.#ctx = ctx;
    this.#turn = turn;
    this.#emit = emit;
  }

  onRead = (given: Given) => {
    this.#store(groundsOf(this.#ports, this.#ctx, given).then((grounds) => ({ grounds })));
  };

  onEvidence = (citations: Citation[]) => {
    this.#ms.retrieve = this.#elapsed();
    this.#evidence = citations;
    this.#emit({ type: 'evidence', citations });
    this.#store({ evidence: citations });
  };

  /** Marks of the writer are left out: until its sentence is aligned, their numbers mean other sources. */
  onDelta = (delta: string) => {
    this.#ms.firstToken ??= this.#elapsed();
    const told = withoutMarks(this.#written).length;
    this.#written += delta;
    const text = withoutMarks(this.#written).slice(told);
    if (text === '') return;
    this.#said = { ...this.#said, text: this.#said.text + text };
    this.#emit({ type: 'delta', text });
  };

  onCited = (cited: CitedText) => {
    this.#said = cited;
    this.#emit({ type: 'cited', ...cited });
    this.#store(this.#partial());
  };

  async done(answer: Answer): Promise<Turn> {
    return await this.#end({ state: 'done', text: answer.answer, answer });
  }

  async stopped(): Promise<Turn> {
    return await this.#endInAnyCase({ state: 'stopped', ...this.#partial() });
  }

  async failed(reason: unknown): Promise<Turn> {
    const { code, message, action } = AppError.from(reason);
    return await this.#endInAnyCase({ state: 'failed', error: { code, message, action }, ...this.#partial() });
  }

  /** What was said so far, with the sources of its finished sentences. */
  #partial(): Pick<TurnPatch, 'text' | 'answer'> {
    const { text, citations, unsupported } = this.#said;
    if (text === '') return {};
    const { generator } = this.#turn;
    const ms = { ...this.#ms, total: this.#elapsed() };
    return { text, answer: { answer: text, answered: citations.length > 0, citations, unsupported, generator, ms } };
  }

  #store(patch: TurnPatch | Promise<TurnPatch>): void {
    this.#stored = this.#stored
      .then(async () => this.#ports.conversations.updateTurn(this.#ctx, this.#turn.id, await patch))
      // The end of the turn stores all of it again.
      .catch((error) =>
        this.#ports.log.warn({ turnId: this.#turn.id, code: AppError.from(error).code }, 'part of a turn was not stored'),
      );
  }

  async #end(patch: TurnPatch): Promise<Turn> {
    await this.#stored;
    const ended = { ...patch, finishedAt: this.#ports.now() };
    const turn = await this.#ports.conversations.updateTurn(this.#ctx, this.#turn.id, ended);
    if (!turn) throw new AppError('not_found', { message: 'This conversation is not there any more.' });
    return turn;
  }

  /** An end that finds no room to be stored is told all the same: else the question would stay open in the window. */
  async #endInAnyCase(patch: TurnPatch): Promise<Turn> {
    try {
      return await this.#end(patch);
    } catch (error) {
      if (AppError.from(error).code !== 'disk_full') throw error;
      this.#ports.log.error({ turnId: this.#turn.id, code: 'disk_full' }, 'the end of a turn was not stored');
      return { ...this.#turn, evidence: this.#evidence, ...patch, finishedAt: this.#ports.now() } as Turn;
    }
  }

  #elapsed(): number {
    return Math.round(performance.now() - this.#startedAt);
  }
}
