import { z } from 'zod';
import { AppError } from '../../shared/errors/AppError.ts';

/** The value, if the schema takes it; `invalid_input` with every problem otherwise. */
export function parseInput<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new AppError('invalid_input', { message: z.prettifyError(parsed.error) });
  return parsed.data;
}
