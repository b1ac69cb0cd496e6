import { create } from 'zustand';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { Document } from '../../../../shared/domain/document.ts';
import type { LibraryStatus } from '../../../../shared/domain/library.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { t } from '../../i18n/i18n.ts';
import { emptyListing, type Listing, withEvents, withPage } from './libraryState.ts';

interface LibraryStore {
  listing: Listing;
  /** `first`: nothing is there yet; `more`: rows are there and more are coming. */
  loading: 'first' | 'more' | 'no';
  status: LibraryStatus | null;
  error: AppError | null;
}

const pageSize = 500;
/** The first is small, so that there is something to see soon. */
const firstPageSize = 100;

export const useLibrary = create<LibraryStore>(() => ({ listing: emptyListing, loading: 'first', status: null, error: null }));
const { getState, setState } = useLibrary;

/** Begins to follow the library. Returns the way to stop. */
export function followLibrary(): () => void {
  const stop = hub.onEvent(perFrame(applyEvents));
  void loadAll();
  void refreshStatus();
  return stop;
}

export function documentById(id: string): Document | undefined {
  return getState().listing.entries.get(id)?.document;
}

/** Reads all of the library, newest first, then its trash; also to try again after a failure. */
export async function loadAll(): Promise<void> {
  try {
    for (const trashed of [false, true]) {
      let cursor: string | null = null;
      do {
        const input = { limit: cursor ? pageSize : firstPageSize, trashed, ...(cursor ? { cursor } : {}) };
        const page: { items: Document[]; nextCursor: string | null } = await hub.request('documents.list', input);
        setState(({ listing }) => ({ listing: withPage(listing, page.items), loading: 'more', error: null }));
        cursor = page.nextCursor;
      } while (cursor !== null);
    }
    setState({ loading: 'no' });
  } catch (error) {
    setState({ loading: 'no', error: AppError.from(error) });
  }
}

export async function refreshStatus(): Promise<void> {
  try {
    setState({ status: await hub.request('library.status', {}) });
  } catch (error) {
    setState({ error: AppError.from(error) });
  }
}

function applyEvents(events: HubEvent[]): void {
  const before = getState().listing;
  setState({ listing: withEvents(before, events) });
  for (const event of events) if (event.type === 'document.changed') tellChange(before, event);
  // The engine tells the queue's totals at most once a second; the library's are read with them.
  if (events.some((event) => event.type === 'queue.changed')) void refreshStatus();
}

/** Says aloud what ended while nobody looked. */
function tellChange(before: Listing, { document }: Extract<HubEvent, { type: 'document.changed' }>): void {
  if (before.entries.get(document.id)?.document.status === document.status) return;
  if (document.status === 'ready') announce(t('library:becameReady', { title: document.title }));
  else if (document.error && (document.status === 'failed' || document.status === 'partial'))
    announce(t('library:becameFailed', { title: document.title, message: document.error.message }));
}
