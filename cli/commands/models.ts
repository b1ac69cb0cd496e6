import { resolve } from 'node:path';
import type { ModelStatus } from '../../shared/api/routes/modelRoutes.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

export async function listModels({ client, json, signal }: CommandContext): Promise<void> {
  const { models } = await client.request('models.list', {}, { signal });
  for (const model of models) {
    if (json) printJson(model);
    else printLine([model.state.padEnd(10), model.inUse ? 'in use' : '      ', model.task.padEnd(10), named(model)].join('  '));
  }
}

/** Installs a model; Ctrl-C pauses, and the same command goes on from there. The licence is told first. */
export async function installModel({ client, json, signal }: CommandContext, id: string): Promise<void> {
  const { models } = await client.request('models.list', {}, { signal });
  const model = models.find((one) => one.id === id);
  if (model?.licence) remark(`${model.title}: licence ${model.licence.name}, ${model.licence.url}`);
  if (model?.hashes === 'installation' && model.state !== 'installed')
    remark('Its hashes are not in the catalogue: those the hub declares now are checked, recorded and held from then on.');
  let shown = '';
  const state = await client.request(
    'models.install',
    { id },
    {
      signal,
      onEvent: ({ phase, bytes, total, bytesPerSecond }) => {
        const rate = bytesPerSecond ? `, ${inMegabytes(bytesPerSecond)} a second` : '';
        const percent = `${Math.floor((bytes / total) * 100)} %`;
        const line = phase === 'downloading' ? `${percent} of ${inMegabytes(total)}` : `${phase} …`;
        if (line !== shown) remark(`${line}${rate}`);
        shown = line;
      },
    },
  );
  told(state, json);
}

export async function importModel({ client, json, signal }: CommandContext, path: string, id?: string): Promise<void> {
  told(await client.request('models.import', { path: resolve(path), ...(id === undefined ? {} : { id }) }, { signal }), json);
}

export async function removeModel({ client, json, signal }: CommandContext, id: string): Promise<void> {
  const removed = await client.request('models.remove', { id }, { signal });
  if (json) printJson(removed);
  else printLine(`${id} was removed from this machine.`);
}

function told(model: ModelStatus, json: boolean): void {
  if (json) printJson(model);
  else printLine(`${model.id} is on this machine.`);
}

function named({ id, title, sizeBytes, sizeExact, licence }: ModelStatus): string {
  return `${id}  ${title}, ${sizeExact ? '' : 'about '}${inMegabytes(sizeBytes)}${licence ? `, ${licence.name}` : ''}`;
}

const inMegabytes = (bytes: number) => (bytes < 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e6).toFixed(0)} MB`);
