import { setTimeout as sleep } from 'node:timers/promises';
import type { Matrix, MatrixWork } from '../../shared/domain/matrix.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { fillMatrix, workOf } from './fillMatrix.ts';

const matrixJob = 'matrix.fill';
/** How often a stopped job is looked at until its handler has returned. */
const lookEveryMs = 20;

/** Takes the jobs that fill matrices; one at a time, as all of them wait for the same models. */
export function startMatrixWorker(ports: EnginePorts, principal: RequestContext['principal']): void {
  ports.queue.work(matrixJob, { concurrency: 1 }, async (job, { signal }) => {
    const id = String(job.payload.matrixId);
    const ctx: RequestContext = { principal, libraryId: job.libraryId, requestId: `job-${job.id}`, signal };
    await fillMatrix(ports, ctx, id);
    // The job itself counts as running until this returns.
    await tellMatrix(ports, ctx, id, false);
  });
}

/** Fills a matrix in the background, unless that is under way. */
export async function startFilling(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  await ports.queue.enqueue({ name: matrixJob, libraryId: ctx.libraryId, key: id, payload: { matrixId: id } });
}

/** Stops it and waits until nothing is written any more. */
export async function stopFilling(ports: EnginePorts, id: string): Promise<void> {
  await ports.queue.cancel(matrixJob, id);
  while ((await ports.queue.find(matrixJob, id))?.state === 'running') await sleep(lookEveryMs);
}

export async function matrixWork(ports: EnginePorts, matrix: Matrix): Promise<MatrixWork> {
  const state = (await ports.queue.find(matrixJob, matrix.id))?.state;
  return workOf(matrix, state === 'queued' || state === 'running');
}

/** Tells what a matrix is now (`matrix.changed`), and returns that; null where it is gone. */
export async function tellMatrix(
  ports: EnginePorts,
  ctx: RequestContext,
  id: string,
  running?: boolean,
): Promise<{ matrix: Matrix; work: MatrixWork } | null> {
  const matrix = await ports.matrices.get(ctx, id);
  if (!matrix) return null;
  const work = running === undefined ? await matrixWork(ports, matrix) : workOf(matrix, running);
  ports.events.publish({ type: 'matrix.changed', matrix, work });
  return { matrix, work };
}
