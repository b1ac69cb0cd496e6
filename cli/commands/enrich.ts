import type { LookedUp } from '../../shared/api/routes/recordRoutes.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';
import { recordLine } from './inspect.ts';

/** Looks documents up, a line each as it ends. Exit code 1 if a register could not be asked about one. */
export async function enrich({ client, json, signal }: CommandContext, ids: string[]): Promise<void> {
  remark('This sends the DOI, the arXiv id or else the title of each paper to Crossref, OpenAlex or arXiv, and nothing else.');
  const told = new Set<string>();
  const onEvent = (outcome: LookedUp) => {
    if (told.has(outcome.id)) return;
    told.add(outcome.id);
    if (outcome.status === 'failed') process.exitCode = 1;
    if (json) printJson(outcome);
    else printLine(lineOf(outcome));
  };
  await client.request('records.lookUp', ids.length > 0 ? { ids } : {}, { signal, onEvent });
  if (told.size === 0 && !json) printLine('There is no paper to look up.');
}

function lineOf({ id, title, status, record, error }: LookedUp): string {
  return `${id}  ${status.padEnd(6)}  ${title}  ${record ? recordLine(record) : (error?.message ?? 'no register knows it')}`;
}
