import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

export async function models({ client, json, signal }: CommandContext, id?: string): Promise<void> {
  if (id !== undefined) {
    let shown = -1;
    const state = await client.request(
      'models.download',
      { id },
      {
        signal,
        onEvent: ({ bytes, total }) => {
          const percent = Math.floor((bytes / total) * 100);
          if (percent > shown) remark(`${percent} % of ${(total / 1e6).toFixed(0)} MB`);
          shown = percent;
        },
      },
    );
    if (json) printJson(state);
    else printLine(`${state.id} is on this machine.`);
    return;
  }
  const { models: all } = await client.request('models.list', {}, { signal });
  for (const model of all) {
    if (json) printJson(model);
    else
      printLine(
        `${model.installed ? 'installed' : 'missing  '}  ${model.inUse ? 'in use' : '      '}  ${model.id}  ${model.title}, ${(model.sizeBytes / 1e6).toFixed(0)} MB`,
      );
  }
}
