import type { matrixRoutes } from '../../shared/api/routes/matrixRoutes.ts';
import type { Matrix, MatrixWork } from '../../shared/domain/matrix.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { allDocuments } from '../library/allDocuments.ts';
import { exportMatrix } from '../matrices/exportMatrix.ts';
import { matrixWork, startFilling, stopFilling, tellMatrix } from '../matrices/matrixJobs.ts';
import { waitForMatrix } from '../matrices/waitForMatrix.ts';
import type { HandlersOf } from './handler.ts';

export function matrixHandlers(ports: EnginePorts): HandlersOf<keyof typeof matrixRoutes> {
  const { matrices } = ports;
  const find = async (ctx: RequestContext, id: string): Promise<Matrix> => {
    const matrix = await matrices.get(ctx, id);
    if (!matrix) throw new AppError('not_found', { message: 'This matrix is not in the library.' });
    return matrix;
  };
  const withWork = async (matrix: Matrix) => ({ matrix, work: await matrixWork(ports, matrix) });
  const told = async (ctx: RequestContext, id: string): Promise<{ matrix: Matrix; work: MatrixWork }> => {
    const now = await tellMatrix(ports, ctx, id);
    if (!now) throw new AppError('not_found', { message: 'This matrix is not in the library.' });
    return now;
  };

  return {
    'matrices.list': async (_input, ctx) => ({ items: await Promise.all((await matrices.list(ctx)).map(withWork)) }),
    'matrices.get': async ({ id }, ctx) => ({ ...(await withWork(await find(ctx, id))), cells: await matrices.cells(ctx, id) }),
    'matrices.create': async ({ title, generator, scope, questions }, ctx) => {
      const documentIds =
        (await ports.collections.documentIdsIn(ctx, scope)) ?? (await allDocuments(ports, ctx)).map((document) => document.id);
      const columns = questions.map((question) => ({ id: ports.newId(), question }));
      const { id } = await matrices.create(ctx, { id: ports.newId(), title, generator, documentIds, columns });
      return await told(ctx, id);
    },
    'matrices.update': async ({ id, title, generator, documentIds, columns }, ctx) => {
      await matrices.update(ctx, id, {
        ...(title === undefined ? {} : { title }),
        ...(generator === undefined ? {} : { generator }),
        ...(documentIds === undefined ? {} : { documentIds }),
        ...(columns === undefined ? {} : { columns }),
      });
      return await told(ctx, id);
    },
    'matrices.remove': async ({ id }, ctx) => {
      await find(ctx, id);
      await stopFilling(ports, id);
      await matrices.remove(ctx, id);
      ports.events.publish({ type: 'matrix.removed', libraryId: ctx.libraryId, matrixId: id });
      return { id };
    },
    'matrices.run': async ({ id, again }, ctx) => {
      await matrices.clearCells(ctx, id, again);
      await matrices.update(ctx, id, { problem: null });
      await startFilling(ports, ctx, id);
      return await told(ctx, id);
    },
    'matrices.stop': async ({ id }, ctx) => {
      await find(ctx, id);
      await stopFilling(ports, id);
      return await told(ctx, id);
    },
    'matrices.wait': async ({ id }, ctx, emit) => {
      await find(ctx, id);
      await waitForMatrix(ports, ctx, id, emit);
      return await withWork(await find(ctx, id));
    },
    'matrices.export': async ({ id, format }, ctx) => exportMatrix(ports, ctx, await find(ctx, id), format),
  };
}
