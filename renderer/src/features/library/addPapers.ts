import type { AddedFile } from '../../../../shared/api/routes/documentRoutes.ts';
import { hub } from '../../api/windowHub.ts';
import { toast, told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';
import { refreshStatus } from './libraryStore.ts';
import { useLibraryView } from './libraryView.ts';
import { assign } from './organisation.ts';

export function addDropped(files: readonly File[]): Promise<boolean> {
  return told(async () => add(await hub.handlesFor(files)));
}

export function choosePdfs(): Promise<boolean> {
  return told(async () => add((await hub.host('host.choosePdfs', {})).handles));
}

/** Papers added while a collection is shown come into it. */
async function add(handles: string[]): Promise<void> {
  if (handles.length === 0) return;
  const { place } = useLibraryView.getState();
  const { files } = await hub.request('documents.addDropped', { handles });
  tellOutcome(files);
  const ids = [...new Set(files.flatMap(({ id }) => id ?? []))];
  if (place.kind === 'collection' && ids.length > 0) await assign(place.id, ids, true);
  await refreshStatus();
}

/** Tells what became of files that the system gave to the app. Returns the way to stop. */
export function followGivenFiles(): () => void {
  return hub.onHostEvent((event) => {
    if (event.type === 'files.given') tellOutcome(event.files);
  });
}

/** How many are told one by one; more are told as a sum. */
const toldSingly = 2;

/** Files that came in show in the list; the others need a word. */
function tellOutcome(files: readonly AddedFile[]): void {
  if (files.length === 0) toast(t('library:added.none'));
  const duplicates = files.filter(({ status }) => status === 'duplicate');
  const refused = files.filter(({ status }) => status === 'failed');
  if (duplicates.length > toldSingly) toast(t('library:added.duplicates', { count: duplicates.length }));
  else for (const { file } of duplicates) toast(t('library:added.duplicate', { file: nameOf(file) }));
  if (refused.length > toldSingly) {
    const reasons = [...new Set(refused.map(({ error }) => error?.message ?? ''))].slice(0, toldSingly).join(' ');
    const names = refused.slice(0, 3).map(({ file }) => nameOf(file));
    toast(t('library:added.refusedMany', { count: refused.length, names: names.join(', '), reasons }), { tone: 'bad' });
  } else
    for (const { file, error } of refused)
      toast(t('library:added.refused', { file: nameOf(file), message: error?.message ?? '' }), { tone: 'bad' });
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
