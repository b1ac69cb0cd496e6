import type { RetryStage } from '../../shared/domain/inspection.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { CommandContext } from '../hub.ts';
import { awaitDocuments } from './awaitDocuments.ts';

/** Does a stage of a document again and waits; prints how it ended. Exit code 1 if it failed. */
export async function retry(context: CommandContext, id: string, stage: RetryStage, password?: string): Promise<void> {
  const { client, signal } = context;
  const { fileName, deletedAt } = await client.request('documents.get', { id }, { signal });
  if (deletedAt !== null) throw new AppError('not_found', { message: 'This document lies in the trash.' });
  await client.request('documents.retry', { ids: [id], stage, ...(password === undefined ? {} : { password }) }, { signal });
  await awaitDocuments(context, new Map([[id, fileName]]));
}
