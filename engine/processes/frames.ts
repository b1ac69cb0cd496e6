import { z } from 'zod';
import type { ErrorData } from '../../shared/errors/AppError.ts';
import { type ErrorCode, errorTable } from '../../shared/errors/errorTable.ts';

export const errorDataSchema: z.ZodType<ErrorData> = z.object({
  code: z.custom<ErrorCode>((value) => typeof value === 'string' && value in errorTable),
  message: z.string(),
  action: z.string(),
  kind: z.enum(['user', 'operational', 'unexpected']),
  retryable: z.boolean(),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** What a supervisor sends to a process. */
export const toProcessSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('start'), config: z.unknown() }),
  z.object({ type: z.literal('request'), id: z.number().int(), method: z.string(), input: z.unknown() }),
  z.object({ type: z.literal('cancel'), id: z.number().int() }),
]);
export type ToProcess = z.infer<typeof toProcessSchema>;

/** What a process sends back. `event` belongs to a request and comes before its result. */
export const fromProcessSchema = z.discriminatedUnion('type', [
  /** It is up; what takes time from here on is the work. */
  z.object({ type: z.literal('ready') }),
  z.object({ type: z.literal('event'), id: z.number().int(), event: z.unknown() }),
  z.object({ type: z.literal('result'), id: z.number().int(), value: z.unknown() }),
  z.object({ type: z.literal('error'), id: z.number().int(), error: errorDataSchema }),
  z.object({
    type: z.literal('log'),
    level: z.enum(['debug', 'info', 'warn', 'error']),
    fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null(), z.undefined()])),
    message: z.string(),
  }),
]);
export type FromProcess = z.infer<typeof fromProcessSchema>;
