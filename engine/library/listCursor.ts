import { AppError } from '../../shared/errors/AppError.ts';

/** Where a page of a document list ended. */
export interface ListCursor {
  createdAt: number;
  id: string;
}

const pattern = /^(\d{1,16})\.(.{1,64})$/su;

export function encodeCursor(cursor: ListCursor): string {
  return `${cursor.createdAt}.${cursor.id}`;
}

/** Errors: `invalid_input` for text that is no cursor. */
export function decodeCursor(text: string): ListCursor {
  const match = pattern.exec(text);
  if (!match) throw new AppError('invalid_input', { message: 'The cursor is not valid.' });
  return { createdAt: Number(match[1]), id: match[2]! };
}

/** Errors: `invalid_input` outside 1…500. */
export function checkLimit(limit: number): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 500) {
    throw new AppError('invalid_input', { message: 'The limit must be a whole number from 1 to 500.' });
  }
}
