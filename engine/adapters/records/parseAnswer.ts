import type { z } from 'zod';
import { AppError } from '../../../shared/errors/AppError.ts';

/** An answer as what it should be. Errors: `lookup_failed` when it is not. */
export function parseAnswer<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  try {
    return schema.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('lookup_failed', { message: 'The register’s answer cannot be read.', cause });
  }
}

/** A field a register may leave out, or set to null. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullish().catch(null);

const entities: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** A title as plain text: registers keep marks of italics and formulas in it. */
export function plainText(text: string | null | undefined): string {
  return (text ?? '')
    .replace(/<\/?[a-z][^<>]{0,200}>/gi, '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/\s+/g, ' ')
    .trim();
}
