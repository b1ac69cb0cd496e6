import type { ModelStatus, modelRoutes } from '../../shared/api/routes/modelRoutes.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { reconcile } from '../jobs/reconcile.ts';
import type { ModelState } from '../ports/ModelStore.ts';
import type { HandlersOf } from './handler.ts';

export function modelHandlers(ports: EnginePorts): HandlersOf<keyof typeof modelRoutes> {
  const statusOf = ({ manifest, installed }: Pick<ModelState, 'manifest' | 'installed'>): ModelStatus => ({
    id: manifest.id,
    title: manifest.title,
    task: manifest.task,
    installed,
    inUse: manifest.id === ports.embeddingModel,
    sizeBytes: manifest.files.reduce((sum, file) => sum + file.size, 0),
  });
  return {
    'models.list': async () => ({ models: (await ports.models.list()).map(statusOf) }),
    'models.download': async ({ id }, ctx, emit) => {
      const { manifest } = await ports.models.download(id, { signal: ctx.signal, onProgress: emit });
      await reconcile(ports, ctx);
      return statusOf({ manifest, installed: true });
    },
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
