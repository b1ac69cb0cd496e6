import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import { hub } from '../../api/windowHub.ts';
import { toast } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';
import { documentById } from '../library/libraryStore.ts';
import { showPlace } from '../library/libraryView.ts';
import { selectOnly } from '../library/selection.ts';
import { loadDuplicates } from './duplicatesStore.ts';

/** A burst of changes is looked at once. */
const gatherMs = 1000;

/** Begins to follow which papers are here more than once. Returns the way to stop. */
export function followDuplicates(): () => void {
  const known = new Map<string, string>();
  let found: string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const look = async () => {
    timer = undefined;
    tellFound(found);
    found = [];
    await loadDuplicates();
  };
  const stop = hub.onEvent((event) => {
    if (event.type === 'related.found') found.push(event.documentId);
    if (mayChange(event, known)) timer ??= setTimeout(() => void look(), gatherMs);
  });
  void loadDuplicates();
  return () => {
    clearTimeout(timer);
    stop();
  };
}

/** `known`: what the papers were when they were last told. */
function mayChange(event: HubEvent, known: Map<string, string>): boolean {
  if (event.type === 'document.removed') return known.delete(event.documentId) || true;
  if (event.type === 'document.changed') {
    const now = identityOf(event.document);
    const changed = known.get(event.document.id) !== now;
    known.set(event.document.id, now);
    return changed;
  }
  return event.type === 'related.found' || event.type === 'distinct.changed';
}

function identityOf({ title, authors, year, doi, activeRevisionId, deletedAt }: Document): string {
  return JSON.stringify([title, authors, year, doi, activeRevisionId, deletedAt]);
}

function tellFound(ids: readonly string[]): void {
  const first = ids[0] === undefined ? undefined : documentById(ids[0]);
  if (!first) return;
  const show = () => {
    showPlace({ kind: 'duplicates' });
    selectOnly(first.id);
  };
  toast(t('related:found', { count: ids.length, title: first.title }), { action: { text: t('related:show'), run: show } });
}
