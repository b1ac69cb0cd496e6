import { create } from 'zustand';
import type { HubEvent } from '../../../../shared/api/events.ts';
import type { LibraryStatus } from '../../../../shared/domain/library.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { strings } from '../../strings.ts';
import { emptyListing, type Listing, withEvents, withPage } from './libraryState.ts';

interface LibraryStore {
  listing: Listing;
  /** `first` until the first page is there. */
  loading: 'first' | 'more' | 'no';
  status: LibraryStatus | null;
  error: AppError | null;
}

const pageSize = 200;

export const useLibrary = create<LibraryStore>(() => ({ listing: emptyListing, loading: 'first', status: null, error: null }));
const { getState, setState } = useLibrary;

/** Begins to follow the library. Returns the way to stop. */
export function followLibrary(): () => void {
  const stop = hub.onEvent(perFrame(applyEvents));
  void load(undefined);
  void refreshStatus();
  return stop;
}

/** Loads the page after the last one, if there is one and it is not under way. */
export function loadMore(): void {
  const { listing, loading } = getState();
  if (loading !== 'no' || listing.nextCursor === null) return;
  setState({ loading: 'more' });
  void load(listing.nextCursor);
}

async function load(cursor: string | undefined): Promise<void> {
  try {
    const page = await hub.request('documents.list', { limit: pageSize, ...(cursor ? { cursor } : {}) });
    setState(({ listing }) => ({ listing: withPage(listing, page), loading: 'no', error: null }));
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

export async function setPaused(paused: boolean): Promise<void> {
  await hub.request(paused ? 'queue.pause' : 'queue.resume', {});
  await refreshStatus();
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
  if (document.status === 'ready') announce(strings.library.becameReady(document.title));
  else if (document.error && (document.status === 'failed' || document.status === 'partial'))
    announce(strings.library.becameFailed(document.title, document.error.message));
}
