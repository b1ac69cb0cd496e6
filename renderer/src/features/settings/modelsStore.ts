import { create } from 'zustand';
import type { ModelStatus } from '../../../../shared/api/routes/modelRoutes.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { refreshGenerators } from '../chat/generators.ts';
import { refreshStatus } from '../library/libraryStore.ts';

export type Download = { state: 'running'; bytes: number; total: number } | { state: 'failed'; message: string; action: string };

interface ModelsStore {
  /** Null until they are known. */
  models: readonly ModelStatus[] | null;
  /** By model id: what is being downloaded, and what could not be. */
  downloads: Readonly<Record<string, Download>>;
}

export const useModels = create<ModelsStore>(() => ({ models: null, downloads: {} }));
const { setState, getState } = useModels;
const running = new Map<string, AbortController>();

/** Asks anew what is installed and what can write answers. */
export async function refreshModels(): Promise<void> {
  refreshGenerators();
  await told(async () => setState(await hub.request('models.list', {})));
}

/** Downloads a model, unless that is under way. It goes on when the view that asked is left. */
export async function downloadModel(id: string): Promise<void> {
  if (running.has(id)) return;
  const controller = new AbortController();
  running.set(id, controller);
  setDownload(id, { state: 'running', bytes: 0, total: 0 });
  try {
    await hub.request(
      'models.download',
      { id },
      { signal: controller.signal, onEvent: ({ bytes, total }) => setDownload(id, { state: 'running', bytes, total }) },
    );
    setDownload(id, null);
    await refreshStatus();
  } catch (error) {
    const { code, message, action } = AppError.from(error);
    setDownload(id, code === 'cancelled' ? null : { state: 'failed', message, action });
  } finally {
    running.delete(id);
    await refreshModels();
  }
}

/** What has come is kept, so that a later download goes on from there. */
export function cancelDownload(id: string): void {
  running.get(id)?.abort();
}

function setDownload(id: string, download: Download | null): void {
  const { [id]: _, ...others } = getState().downloads;
  setState({ downloads: download ? { ...others, [id]: download } : others });
}
