import { create } from 'zustand';
import type { LanguageStatus } from '../../../../shared/api/routes/languageRoutes.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';

export type LanguageDownload = { state: 'running'; bytes: number } | { state: 'failed'; message: string; action: string };

interface LanguagesStore {
  /** Null until they are known. */
  languages: readonly LanguageStatus[] | null;
  /** By code: what is being downloaded, and what could not be. */
  downloads: Readonly<Record<string, LanguageDownload>>;
}

/** Languages that text on scans can be recognised in. */
export const useLanguages = create<LanguagesStore>(() => ({ languages: null, downloads: {} }));
const { setState, getState } = useLanguages;
const running = new Map<string, AbortController>();

export async function refreshLanguages(): Promise<void> {
  await told(async () => setState(await hub.request('languages.list', {})));
}

/** Downloads a language, unless that is under way. Resolves with whether it is here then. */
export async function downloadLanguage(code: string): Promise<boolean> {
  if (running.has(code)) return false;
  const controller = new AbortController();
  running.set(code, controller);
  setDownload(code, { state: 'running', bytes: 0 });
  try {
    const onEvent = ({ bytes }: { bytes: number }) => setDownload(code, { state: 'running', bytes });
    await hub.request('languages.download', { code }, { signal: controller.signal, onEvent });
    setDownload(code, null);
    return true;
  } catch (error) {
    const failure = AppError.from(error);
    setDownload(code, failure.code === 'cancelled' ? null : { state: 'failed', ...failure.toData() });
    return false;
  } finally {
    running.delete(code);
    await refreshLanguages();
  }
}

/** What has come is kept, so that a later download goes on from there. */
export function cancelLanguage(code: string): void {
  running.get(code)?.abort();
}

function setDownload(code: string, download: LanguageDownload | null): void {
  const { [code]: _, ...others } = getState().downloads;
  setState({ downloads: download ? { ...others, [code]: download } : others });
}
