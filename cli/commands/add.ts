import type { AddedFile } from '../../shared/api/routes/documentRoutes.ts';
import type { CommandContext } from '../hub.ts';
import { remark } from '../output.ts';
import { awaitDocuments, tellEnd } from './awaitDocuments.ts';

/** Adds and waits; one line per file as it ends. Exit code 1 if any failed. */
export async function add(context: CommandContext, paths: string[], password?: string): Promise<void> {
  const { client, json, signal } = context;
  const files = new Map<string, string>();
  const told = new Set<string>();
  // The same outcome comes twice when the process that holds the folder ends meanwhile.
  const onAdded = (added: AddedFile) => {
    if (told.has(added.file)) return;
    told.add(added.file);
    const { id, file, status, title, error } = added;
    if (status === 'queued' && id) files.set(id, file);
    else tellEnd(json, { id, file, status, title, pages: 0, chunks: 0, seconds: 0, ...(error ? { error } : {}) });
  };
  await client.request('documents.add', { paths, ...(password === undefined ? {} : { password }) }, { signal, onEvent: onAdded });
  if (told.size === 0) remark('There is no PDF to add.');
  await awaitDocuments(context, files);
}
