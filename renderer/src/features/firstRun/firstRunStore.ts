import { create } from 'zustand';
import type { Document } from '../../../../shared/domain/document.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { changeSettings, useSettings } from '../settings/settingsStore.ts';

export const steps = ['welcome', 'model', 'papers'] as const;
export type Step = (typeof steps)[number];

interface FirstRunStore {
  /** Null: it is not shown. */
  step: Step | null;
  /** Papers that came in while it was shown, by id. */
  papers: ReadonlyMap<string, Document>;
}

export const useFirstRun = create<FirstRunStore>(() => ({ step: null, papers: new Map() }));
const { setState, getState } = useFirstRun;

/** Shows it on the first start of an empty library, and follows what is added meanwhile. Returns the way to stop. */
export function followFirstRun(): () => void {
  const stopWaiting = useSettings.subscribe(({ settings }, before) => {
    if (settings && !before.settings && !settings.firstRunDone) void showIfEmpty();
  });
  const stopEvents = hub.onEvent(
    perFrame((events) => {
      const changed = events.flatMap((event) => (event.type === 'document.changed' ? [event.document] : []));
      if (getState().step === null || changed.length === 0) return;
      const papers = new Map(getState().papers);
      for (const document of changed) papers.set(document.id, document);
      // Whoever drops papers before the last step has understood it.
      setState({ papers, step: 'papers' });
    }),
  );
  return () => {
    stopWaiting();
    stopEvents();
  };
}

/** One that can be asked about already. */
export function readyPaper({ papers }: FirstRunStore): Document | undefined {
  return [...papers.values()].find(({ status }) => status === 'ready' || status === 'partial');
}

export function showFirstRun(): void {
  setState({ step: 'welcome', papers: new Map() });
}

export function showStep(step: Step): void {
  setState({ step });
}

/** Puts it away, for good. */
export function finishFirstRun(): void {
  setState({ step: null });
  if (!useSettings.getState().settings?.firstRunDone) void changeSettings({ firstRunDone: true });
}

async function showIfEmpty(): Promise<void> {
  await told(async () => {
    const { documents, trashed } = await hub.request('library.status', {});
    const papers = Object.values(documents).reduce((sum, count) => sum + count, trashed);
    if (papers === 0) showFirstRun();
  });
}
