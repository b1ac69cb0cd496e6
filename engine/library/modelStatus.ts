import type { ModelStatus } from '../../shared/api/routes/modelRoutes.ts';
import { embedderOf, isPinned, type ModelManifest } from '../../shared/config/models.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { ModelState } from '../ports/ModelStore.ts';
import { embeddingSpace } from '../search/embeddingSpace.ts';

/** The models there are, as a person sees them. */
export async function modelStatuses(ports: EnginePorts, ctx: RequestContext): Promise<ModelStatus[]> {
  const languageModel = await ports.languageModel();
  const embedded = await embeddedCounts(ports, ctx);
  const statuses: ModelStatus[] = [];
  for (const state of await ports.models.list()) {
    const space = await spaceOf(ports, state);
    statuses.push({
      ...shown(state),
      inUse: state.id === ports.embeddingModel || state.id === languageModel,
      embedded: embedded.get(space ?? '') ?? 0,
    });
  }
  return statuses;
}

/** One of them. Errors: `model_missing`. */
export async function modelStatus(ports: EnginePorts, ctx: RequestContext, id: string): Promise<ModelStatus> {
  const status = (await modelStatuses(ports, ctx)).find((model) => model.id === id);
  if (!status) throw new AppError('model_missing', { message: `No model is called ${id}.`, data: { model: id } });
  return status;
}

/** Deletes a model that nothing needs. Errors: `model_in_use`, with what would have to be embedded again; those of the store. */
export async function removeModel(ports: EnginePorts, ctx: RequestContext, id: string): Promise<void> {
  const { inUse, state, embedded, title } = await modelStatus(ports, ctx, id);
  if (inUse && state === 'installed') {
    const loss = embedded > 0 ? ` ${embedded} passages are embedded with it; another model would have to embed them again.` : '';
    throw new AppError('model_in_use', { message: `${title} is in use.${loss}`, data: { model: id, embedded } });
  }
  await ports.models.remove(id);
}

function shown(state: ModelState): Omit<ModelStatus, 'inUse' | 'embedded'> {
  const { manifest } = state;
  return {
    id: state.id,
    title: state.title,
    about: manifest?.about ?? '',
    task: state.task,
    state: state.standing,
    sizeBytes: state.size.bytes,
    sizeExact: state.size.exact,
    bytesHere: state.bytesHere,
    memoryBytes: manifest?.memory ?? null,
    licence: manifest?.licence ?? null,
    ...sourceOf(manifest),
    hashes: manifest?.files.every(isPinned) ? 'catalogue' : 'installation',
    revision: state.revision,
    removable: state.removable,
  };
}

function sourceOf(manifest: ModelManifest | null): Pick<ModelStatus, 'source' | 'sourceName'> {
  if (manifest?.from.made) return { source: 'made', sourceName: manifest.from.made.model };
  if (manifest?.from.hub) return { source: 'hub', sourceName: manifest.from.hub.repo };
  return { source: 'file', sourceName: '' };
}

/** The space an embedder writes to, where its files are known. */
async function spaceOf(ports: EnginePorts, { id, manifest, standing }: ModelState): Promise<string | null> {
  if (manifest?.task !== 'embedding') return null;
  const files = manifest.files.filter(isPinned);
  if (files.length === manifest.files.length) return embeddingSpace({ ...manifest, files }).id;
  if (standing !== 'installed') return null;
  return embeddingSpace(embedderOf((await ports.models.locate(id)).manifest)).id;
}

async function embeddedCounts(ports: EnginePorts, ctx: RequestContext): Promise<Map<string, number>> {
  const spaces = await ports.vectors.spaces(ctx);
  return new Map(await Promise.all(spaces.map(async (space) => [space, await ports.vectors.count(ctx, space)] as const)));
}
