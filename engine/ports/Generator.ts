import type { GeneratorId } from '../../shared/domain/passage.ts';

export interface GenerateRequest {
  question: string;
  /** Numbered from 1 in the order given: `[n]` in the output means passages[n − 1]. */
  passages: { title: string; section: string; text: string }[];
  /** What was asked and answered before in the conversation, oldest first; as much of it as the model's context holds is used. */
  history?: Exchange[];
}

/** `answer` may hold `[n]` that mean nothing here; it is empty where the library did not say. */
export interface Exchange {
  question: string;
  answer: string;
}

/**
 * Writes an answer from passages. Errors: `generator_unavailable`, `generator_failed`, `endpoint_unreachable`, `endpoint_refused`,
 * `context_too_small`, `process_crashed`, `cancelled`.
 */
export interface Generator {
  readonly id: GeneratorId;
  /** The name of its model; empty while none is known. */
  model(): Promise<string>;
  /** Why it cannot be used now; null when it can. */
  unavailable(): Promise<string | null>;
  /** Streams text through `onDelta`; returns all of it. Abort stops it within one token and throws `cancelled`. */
  generate(
    request: GenerateRequest,
    options: { signal: AbortSignal; onDelta: (text: string) => void },
  ): Promise<{ text: string; model: string }>;
}
