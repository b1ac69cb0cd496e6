import type { Document } from '../../shared/domain/document.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine } from '../output.ts';

export async function list({ client, json, signal }: CommandContext): Promise<void> {
  let cursor: string | undefined;
  let shown = 0;
  do {
    const page = await client.request('documents.list', { limit: 500, ...(cursor ? { cursor } : {}) }, { signal });
    for (const document of page.items) {
      shown += 1;
      if (json) printJson(document);
      else printLine(listLine(document));
    }
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  if (shown === 0 && !json) printLine('The library is empty. Add papers with: hub add <file or folder>');
}

/** `… ready  12 p  Lovelace et al. 1843  Sketch of the Analytical Engine`. */
export function listLine({ id, status, pageCount, authors, year, title }: Document): string {
  const family = authors[0]?.split(' ').at(-1) ?? '';
  const others = authors.length > 2 ? ' et al.' : authors.length === 2 ? ` & ${authors[1]!.split(' ').at(-1)}` : '';
  const from = `${family}${others}${year === null ? '' : ` ${year}`}`.trim();
  return `${id}  ${status.padEnd(9)}  ${String(pageCount).padStart(4)} p  ${from.padEnd(28)}  ${title}`;
}

export async function remove({ client, json, signal }: CommandContext, id: string, purge: boolean): Promise<void> {
  const { ids, purged } = await client.request('documents.remove', { ids: [id], purge }, { signal });
  if (ids.length === 0) throw new AppError('not_found', { message: 'This document is not in the library.' });
  if (json) printJson({ id, purged });
  else printLine(purged ? `Deleted ${id}.` : `Moved ${id} to the trash.`);
}

export async function status({ client, json, signal }: CommandContext): Promise<void> {
  const totals = await client.request('library.status', {}, { signal });
  if (json) {
    printJson(totals);
    return;
  }
  const byStatus = Object.entries(totals.documents).map(([name, count]) => `${count} ${name}`);
  printLine(`Documents  ${byStatus.join(', ') || 'none'}${totals.trashed ? `, ${totals.trashed} in the trash` : ''}`);
  printLine(`Pages      ${totals.pages}, ${totals.chunks} chunks, ${(totals.sizeBytes / 1e6).toFixed(1)} MB of PDF`);
  const { queued, running, paused, etaMs, problem } = totals.queue;
  printLine(
    `Queue      ${running} running, ${queued} waiting${paused ? ', paused' : ''}${etaMs === null ? '' : `, about ${Math.ceil(etaMs / 60_000)} min left`}`,
  );
  if (problem) printLine(`${' '.repeat(11)}${problem.message} ${problem.action}`);
  printLine(`Model      ${totals.embedder.modelId}${totals.embedder.available ? '' : `: ${totals.embedder.message}`}`);
}

export async function switchQueue({ client, json, signal }: CommandContext, action: 'pause' | 'resume'): Promise<void> {
  const state = await client.request(`queue.${action}`, {}, { signal });
  if (json) printJson(state);
  else printLine(state.paused ? 'Paused: papers wait until hub resume.' : 'Going on.');
}
