import { useState } from 'react';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { strings } from '../../strings.ts';
import { refreshStatus, useLibrary } from './libraryStore.ts';

/** Says what is missing while the library can be searched by words only, and fetches it. */
export function ModelNotice() {
  const embedder = useLibrary((state) => state.status?.embedder);
  const [state, setState] = useState<{ done: number; total: number } | { failed: string } | null>(null);
  if (!embedder || embedder.available) return null;
  const download = async () => {
    setState({ done: 0, total: 0 });
    try {
      await hub.request(
        'models.download',
        { id: embedder.modelId },
        { onEvent: ({ bytes, total }) => setState({ done: bytes, total }) },
      );
      setState(null);
      await refreshStatus();
    } catch (error) {
      const { message, action } = AppError.from(error);
      setState({ failed: `${message} ${action}` });
    }
  };
  const busy = state !== null && 'done' in state;
  return (
    <div className="notice info model">
      <p>{state && 'failed' in state ? state.failed : embedder.message}</p>
      <button type="button" className="button small" disabled={busy} onClick={() => void download()}>
        {busy ? strings.model.progress(state.done, state.total) : strings.model.download}
      </button>
    </div>
  );
}
