import { totalmem } from 'node:os';
import type { modelRoutes } from '../../shared/api/routes/modelRoutes.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { reconcile } from '../jobs/reconcile.ts';
import { modelStatus, modelStatuses, removeModel } from '../library/modelStatus.ts';
import { TransferRate } from '../library/TransferRate.ts';
import type { HandlersOf } from './handler.ts';

export function modelHandlers(ports: EnginePorts): HandlersOf<keyof typeof modelRoutes> {
  /** Papers that waited for the model get their vectors. */
  const nowHere = async (ctx: RequestContext, id: string) => {
    if (id === ports.embeddingModel) await reconcile(ports, ctx);
    return await modelStatus(ports, ctx, id);
  };
  return {
    'models.list': async (_input, ctx) => ({
      models: await modelStatuses(ports, ctx),
      freeBytes: await ports.models.freeBytes(),
      memoryBytes: totalmem(),
    }),
    'models.install': async ({ id }, ctx, emit) => {
      const rate = new TransferRate(ports.now);
      await ports.models.install(id, {
        signal: ctx.signal,
        onProgress: (done) => emit({ ...done, bytesPerSecond: done.phase === 'downloading' ? rate.at(done.bytes) : null }),
      });
      return await nowHere(ctx, id);
    },
    'models.remove': async ({ id }, ctx) => {
      await removeModel(ports, ctx, id);
      return { id };
    },
    'models.import': async ({ path, id }, ctx) =>
      await nowHere(ctx, await ports.models.import(path, id === undefined ? {} : { modelId: id })),
    'generators.list': async () => ({
      generators: [
        { id: 'evidence', model: '', unavailable: null },
        ...(await Promise.all(
          ports.generators.map(async (generator) => ({
            id: generator.id,
            model: await generator.model(),
            unavailable: await generator.unavailable(),
          })),
        )),
      ],
    }),
  };
}
