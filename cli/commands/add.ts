import type { AddedFile, WaitEvent } from '../../shared/api/routes/documentRoutes.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

interface AddLine {
  id: string | null;
  file: string;
  status: string;
  title: string;
  pages: number;
  chunks: number;
  seconds: number;
  error?: { code: string; message: string; action: string; pages?: number[] | undefined };
}

/** Adds and waits; one line per file as it ends. Exit code 1 if any failed. */
export async function add({ client, json, signal }: CommandContext, paths: string[], password?: string): Promise<void> {
  const startedAt = Date.now();
  const files = new Map<string, string>();
  const told = new Set<string>();
  let failed = 0;
  const tell = (line: AddLine) => {
    if (line.status === 'failed') failed += 1;
    if (json) printJson(line);
    else printLine(lineForPeople(line));
  };
  // The same outcome comes twice when the process that holds the folder ends meanwhile.
  const onAdded = (added: AddedFile) => {
    if (told.has(added.file)) return;
    told.add(added.file);
    if (added.status === 'queued' && added.id) files.set(added.id, added.file);
    else
      tell({
        id: added.id,
        file: added.file,
        status: added.status,
        title: added.title,
        pages: 0,
        chunks: 0,
        seconds: 0,
        ...(added.error ? { error: added.error } : {}),
      });
  };
  await client.request('documents.add', { paths, ...(password === undefined ? {} : { password }) }, { signal, onEvent: onAdded });
  if (told.size === 0) remark('There is no PDF to add.');
  const { queue } = await client.request('library.status', {}, { signal });
  if (queue.paused && files.size > 0) remark('Work is paused in the app; this waits until it is resumed there.');
  const ended = new Set<string>();
  const onEvent = (event: WaitEvent) => {
    if (event.type === 'waiting') {
      remark(`${event.problem.message} ${event.problem.action}`);
      return;
    }
    const { document } = event;
    if (ended.has(document.id)) return;
    ended.add(document.id);
    tell(endLine(document, files.get(document.id) ?? document.fileName));
    if (!json && process.stderr.isTTY) remark(`${ended.size} of ${files.size}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  };
  await client.request('documents.wait', { ids: [...files.keys()] }, { signal, onEvent });
  if (failed > 0) process.exitCode = 1;
}

function endLine(document: Document, file: string): AddLine {
  const seconds = document.startedAt && document.finishedAt ? (document.finishedAt - document.startedAt) / 1000 : 0;
  return {
    id: document.id,
    file,
    // A cancelled one did not make it: to a script that is a failure with its own code.
    status: document.status === 'cancelled' ? 'failed' : document.status,
    title: document.title,
    pages: document.pageCount,
    chunks: document.chunkCount,
    seconds,
    ...(document.error ? { error: document.error } : {}),
  };
}

function lineForPeople(line: AddLine): string {
  const detail = line.error
    ? `${line.error.message} ${line.error.action} (${line.error.code})`
    : `${line.pages} pages, ${line.chunks} chunks, ${line.seconds.toFixed(1)} s`;
  return line.status === 'duplicate'
    ? `duplicate  ${line.file}  already here: ${line.title}`
    : `${line.status.padEnd(9)}  ${line.file}  ${line.title}  ${detail}`;
}
