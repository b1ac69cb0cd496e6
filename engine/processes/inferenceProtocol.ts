import { z } from 'zod';

/** What `embed` of the inference process takes and gives. Apart from its handlers, so that a caller does not load the model runtime. */
export const embedInputSchema = z.object({ texts: z.array(z.string()), kind: z.enum(['query', 'document']) });
export type EmbedInput = z.infer<typeof embedInputSchema>;

/** What `makeInt8` takes: an ONNX file, and where its 8-bit form goes. */
export const makeInt8InputSchema = z.object({ source: z.string(), target: z.string() });

export const countInputSchema = z.object({ texts: z.array(z.string()) });
export type CountInput = z.infer<typeof countInputSchema>;
export const countResultSchema = z.array(z.number().int().nonnegative());

/** What `trial` takes: tokens of a batch, and how long it goes on at least; 0: only the texts that devices are compared by. */
export const trialInputSchema = z.object({ batchTokens: z.number().int().positive(), seconds: z.number().min(0) });
export type TrialInput = z.infer<typeof trialInputSchema>;

/** Vectors of a request, one after the other in one buffer: a process boundary copies it in one go. */
export const embedResultSchema = z.object({ vectors: z.instanceof(Float32Array), dimensions: z.number().int().positive() });
export type EmbedResult = z.infer<typeof embedResultSchema>;

/** How fast that went, and the vectors of the texts that devices are compared by. */
export const trialResultSchema = embedResultSchema.extend({ tokensPerSecond: z.number() });
export type TrialResult = z.infer<typeof trialResultSchema>;
