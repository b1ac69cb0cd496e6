import type { Trial } from '../../shared/domain/tuning.ts';
import type { CommandContext } from '../hub.ts';
import { printJson, printLine, remark } from '../output.ts';

/** Measures where the search model runs best. The result holds where nothing else is set, from the next start on. */
export async function tune({ client, json, signal }: CommandContext): Promise<void> {
  remark('Trying the search model on this machine’s devices …');
  const tuning = await client.request('device.tune', {}, { signal, onEvent: (trial) => !json && printLine(lineOf(trial)) });
  if (json) printJson(tuning);
  else printLine(`Best: ${tuning.chosen.device}, ${tuning.chosen.batchTokens} tokens at a time.`);
}

function lineOf({ title, device, batchTokens, tokensPerSecond, parity, problem }: Trial): string {
  const speed = tokensPerSecond === null ? 'does not run' : `${Math.round(tokensPerSecond)} tokens/s`;
  const likeness = parity === null ? '' : `cosine ${parity.toFixed(5)}`;
  return [title, device.padEnd(6), String(batchTokens).padStart(6), speed.padStart(16), likeness, problem].join('  ').trimEnd();
}
