import { z } from 'zod';
import { deviceSchema } from './settings.ts';

/** One way to run a search model, and what came of trying it. */
export const trialSchema = z.object({
  modelId: z.string(),
  title: z.string(),
  device: deviceSchema,
  /** Tokens given to the model at a time. */
  batchTokens: z.number().int().positive(),
  /** Null where it could not be run. */
  tokensPerSecond: z.number().nullable(),
  /** Least cosine between its vectors and those of the same weights on the processor; null on the processor itself. */
  parity: z.number().nullable(),
  /** Why it is out of the question; empty when it is not. */
  problem: z.string(),
});
export type Trial = z.infer<typeof trialSchema>;

/** What a machine was found to do best with a model. */
export const tuningSchema = z.object({
  modelId: z.string(),
  /** Epoch milliseconds. */
  at: z.number(),
  trials: z.array(trialSchema),
  chosen: z.object({ device: deviceSchema, batchTokens: z.number().int().positive() }),
});
export type Tuning = z.infer<typeof tuningSchema>;
