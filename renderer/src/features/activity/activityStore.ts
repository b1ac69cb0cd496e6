import { create } from 'zustand';
import { hub } from '../../api/windowHub.ts';
import { toast } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';

/** A helper process that stopped by itself. */
export interface Crash {
  id: string;
  process: string;
  at: number;
  /** Whether it is started again. */
  restarting: boolean;
}

/** What happened since the window was opened, newest first. */
export const useActivity = create<{ crashes: readonly Crash[] }>(() => ({ crashes: [] }));

const kept = 50;
/** One that stops again and again is told once in this time. */
const quietMs = 30_000;

/** Begins to follow the helper processes. Returns the way to stop. */
export function followActivity(): () => void {
  return hub.onEvent((event) => {
    if (event.type !== 'process.crashed') return;
    const { process, restarting } = event;
    const { crashes } = useActivity.getState();
    const crash: Crash = { id: crypto.randomUUID(), process, at: Date.now(), restarting };
    useActivity.setState({ crashes: [crash, ...crashes].slice(0, kept) });
    const last = crashes.find((one) => one.process === process);
    if (!last || crash.at - last.at > quietMs) toast(crashText(crash), restarting ? {} : { tone: 'bad' });
  });
}

const known = ['store', 'parser', 'inference', 'generator'] as const;

export function crashText({ process, restarting }: Crash): string {
  const name = known.find((one) => one === process) ?? 'other';
  return t(restarting ? 'activity:crash.restarted' : 'activity:crash.stopped', { name: t(`activity:process.${name}`) });
}
