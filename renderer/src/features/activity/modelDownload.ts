import { create } from 'zustand';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { refreshStatus } from '../library/libraryStore.ts';

interface ModelDownload {
  state: 'none' | 'running' | 'failed';
  bytes: number;
  total: number;
  problem: string;
}

const none: ModelDownload = { state: 'none', bytes: 0, total: 0, problem: '' };

/** The download of the embedding model, wherever it is shown. */
export const useModelDownload = create<ModelDownload>(() => none);
const { getState, setState } = useModelDownload;

export async function downloadModel(id: string): Promise<void> {
  if (getState().state === 'running') return;
  setState({ ...none, state: 'running' });
  try {
    await hub.request('models.download', { id }, { onEvent: ({ bytes, total }) => setState({ bytes, total }) });
    setState(none);
    await refreshStatus();
  } catch (error) {
    const { message, action } = AppError.from(error);
    setState({ state: 'failed', problem: `${message} ${action}` });
  }
}
