import { create } from 'zustand';
import type { UpdateState } from '../../../../shared/api/desktop.ts';
import { hub } from '../../api/windowHub.ts';
import { toast, told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';

/** What becomes of updates; null until the host has told. */
export const useUpdates = create<{ updates: UpdateState | null }>(() => ({ updates: null }));

/** Begins to follow updates; one that is ready is said once. Returns the way to stop. */
export function followUpdates(): () => void {
  const stop = hub.onHostEvent((event) => {
    if (event.type === 'updates.changed') show(event.updates);
  });
  void told(async () => show(await hub.host('updates.state', {})));
  return stop;
}

export async function checkForUpdates(): Promise<void> {
  await told(async () => show(await hub.host('updates.check', {})));
}

export async function installUpdate(): Promise<void> {
  await told(() => hub.host('updates.install', {}));
}

function show(updates: UpdateState): void {
  const before = useUpdates.getState().updates;
  useUpdates.setState({ updates });
  if (updates.state !== 'ready' || before?.state === 'ready') return;
  toast(t('settings:updates.ready', { version: updates.version }), {
    action: { text: t('settings:updates.install'), run: () => void installUpdate() },
  });
}
