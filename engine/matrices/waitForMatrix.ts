import { setTimeout as sleep } from 'node:timers/promises';
import type { MatrixCell } from '../../shared/domain/matrix.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { matrixWork } from './matrixJobs.ts';

/** Its end is the job's, which no event tells of when the process that ran it was killed. */
const lookEveryMs = 100;

/** Tells each cell as it is filled; resolves when nothing fills the matrix any more, or it is gone. */
export async function waitForMatrix(
  ports: EnginePorts,
  ctx: RequestContext,
  id: string,
  tell: (cell: MatrixCell) => void,
): Promise<void> {
  const stop = ports.events.subscribe((event) => {
    if (event.type === 'matrix.cell' && event.matrixId === id) tell(event.cell);
  });
  try {
    for (;;) {
      const matrix = await ports.matrices.get(ctx, id);
      if (!matrix || !(await matrixWork(ports, matrix)).running) return;
      await sleep(lookEveryMs, undefined, { signal: ctx.signal });
    }
  } finally {
    stop();
  }
}
