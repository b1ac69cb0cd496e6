import type { WaitEvent } from '../../shared/api/routes/documentRoutes.ts';
import type { Document } from '../../shared/domain/document.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

/** How taking one file in ended. */
export interface EndLine {
  id: string | null;
  file: string;
  status: string;
  title: string;
  pages: number;
  chunks: number;
  seconds: number;
  error?: { code: string; message: string; action: string; pages?: number[] | undefined };
}

/** Prints a file's end; one that failed sets exit code 1. */
export function tellEnd(json: boolean, line: EndLine): void {
  if (line.status === 'failed') process.exitCode = 1;
  if (json) printJson(line);
  else printLine(lineForPeople(line));
}

/** Waits for documents, given with the file to call each, and prints each one's end as it comes; says what keeps the work waiting. */
export async function awaitDocuments(
  { client, json, signal }: CommandContext,
  files: ReadonlyMap<string, string>,
): Promise<void> {
  const startedAt = Date.now();
  const { queue } = await client.request('library.status', {}, { signal });
  if (queue.paused && files.size > 0) remark('Work is paused in the app; this waits until it is resumed there.');
  // The same end comes twice when the process that holds the folder ends meanwhile.
  const ended = new Set<string>();
  const onEvent = (event: WaitEvent) => {
    if (event.type === 'waiting') {
      remark(`${event.problem.message} ${event.problem.action}`);
      return;
    }
    const { document } = event;
    if (ended.has(document.id)) return;
    ended.add(document.id);
    tellEnd(json, endLine(document, files.get(document.id) ?? document.fileName));
    if (!json && process.stderr.isTTY) remark(`${ended.size} of ${files.size}, ${Math.round((Date.now() - startedAt) / 1000)} s`);
  };
  await client.request('documents.wait', { ids: [...files.keys()] }, { signal, onEvent });
}

function endLine(document: Document, file: string): EndLine {
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

function lineForPeople(line: EndLine): string {
  const detail = line.error
    ? `${line.error.message} ${line.error.action} (${line.error.code})`
    : `${line.pages} pages, ${line.chunks} chunks, ${line.seconds.toFixed(1)} s`;
  return line.status === 'duplicate'
    ? `duplicate  ${line.file}  already here: ${line.title}`
    : `${line.status.padEnd(9)}  ${line.file}  ${line.title}  ${detail}`;
}
