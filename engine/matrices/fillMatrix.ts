import type { Matrix, MatrixWork } from '../../shared/domain/matrix.ts';
import { missingCells } from '../../shared/domain/matrix.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { cellSpeed } from '../jobs/eta.ts';
import { askCell, concernsWriter } from './askCell.ts';

/** Missing cells are looked up this many at a time; rows and columns may come and go meanwhile. */
const lookAhead = 10;

/**
 * Fills a matrix's empty cells one after another, each stored and told (`matrix.cell`) as it is answered, so that an interrupted run goes on where it was. A language model
 * that cannot be used ends it, and is the matrix's `problem`. Errors: those of an abort, and of the machine.
 */
export async function fillMatrix(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  for (;;) {
    const [matrix, missing] = [await ports.matrices.get(ctx, id), await ports.matrices.missing(ctx, id, lookAhead)];
    if (!matrix || missing.length === 0) return;
    for (const place of missing) {
      ctx.signal.throwIfAborted();
      const startedAt = performance.now();
      try {
        const cell = await askCell(ports, ctx, place, matrix.generator);
        cellSpeed.add(1, performance.now() - startedAt);
        if (!(await ports.matrices.saveCell(ctx, id, cell, place.column.question))) break;
        const now = await ports.matrices.get(ctx, id);
        if (!now) return;
        const told = { libraryId: ctx.libraryId, matrixId: id, cellCount: now.cellCount, work: workOf(now, true) };
        ports.events.publish({ type: 'matrix.cell', cell, ...told });
      } catch (error) {
        if (!concernsWriter(error)) throw error;
        const { code, message, action } = AppError.from(error);
        await ports.matrices.update(ctx, id, { problem: { code, message, action } });
        return;
      }
    }
  }
}

export function workOf(matrix: Matrix, running: boolean): MatrixWork {
  return { running, etaMs: running ? Math.round(missingCells(matrix) * cellSpeed.msPerUnit) : null };
}
