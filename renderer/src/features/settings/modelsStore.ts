import { create } from 'zustand';
import type { ModelStatus } from '../../../../shared/api/routes/modelRoutes.ts';
import type { RouteEvent } from '../../../../shared/api/routes.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { refreshGenerators } from '../chat/generators.ts';
import { refreshStatus } from '../library/libraryStore.ts';

/** What is being installed; null progress: it has been asked for. `failed`: the last try, with why. */
export type Installation =
  | { state: 'running'; progress: RouteEvent<'models.install'> | null }
  | { state: 'failed'; message: string; action: string };

interface ModelsStore {
  /** Null until they are known. */
  models: readonly ModelStatus[] | null;
  /** Bytes free on the disk that models go to, and this machine's memory. */
  freeBytes: number;
  memoryBytes: number;
  /** By model id. */
  installations: Readonly<Record<string, Installation>>;
  /** The model whose licence and size are shown before it is installed. */
  asking: string | null;
}

export const useModels = create<ModelsStore>(() => ({
  models: null,
  freeBytes: 0,
  memoryBytes: 0,
  installations: {},
  asking: null,
}));
const { setState, getState } = useModels;
const running = new Map<string, AbortController>();

/** Asks anew what is installed and what can write answers. */
export async function refreshModels(): Promise<void> {
  refreshGenerators();
  await told(async () => setState(await hub.request('models.list', {})));
}

/** Shows what a model is and what it takes; the person decides there. */
export async function askToInstall(id: string): Promise<void> {
  if (!getState().models) await refreshModels();
  setState({ asking: id });
}

export function stopAsking(): void {
  setState({ asking: null });
}

/** Installs a model, or goes on installing it, unless that is under way. It goes on when the view that asked is left. */
export async function installModel(id: string): Promise<void> {
  if (running.has(id)) return;
  const controller = new AbortController();
  running.set(id, controller);
  setInstallation(id, { state: 'running', progress: null });
  try {
    await hub.request(
      'models.install',
      { id },
      { signal: controller.signal, onEvent: (progress) => setInstallation(id, { state: 'running', progress }) },
    );
    await refreshModels();
    setInstallation(id, null);
    await refreshStatus();
  } catch (error) {
    const { code, message, action } = AppError.from(error);
    await refreshModels();
    setInstallation(id, code === 'cancelled' ? null : { state: 'failed', message, action });
  } finally {
    running.delete(id);
  }
}

/** What has come is kept, and installing goes on from there. */
export function pauseInstallation(id: string): void {
  running.get(id)?.abort();
}

export async function removeModel(id: string): Promise<void> {
  await told(() => hub.request('models.remove', { id }));
  setInstallation(id, null);
  await refreshModels();
}

/** Asks for a file, or for a folder with a model's files, and copies it. Returns what was added; null when nothing was chosen or it failed. */
export async function importModel(kind: 'file' | 'folder', id?: string): Promise<ModelStatus | null> {
  let added: ModelStatus | null = null;
  await told(async () => {
    added = (await hub.host('models.importChosen', { kind, ...(id === undefined ? {} : { id }) })).model;
  });
  await refreshModels();
  await refreshStatus();
  return added;
}

function setInstallation(id: string, installation: Installation | null): void {
  const { [id]: _, ...others } = getState().installations;
  setState({ installations: installation ? { ...others, [id]: installation } : others });
}
