import { useMemo } from 'react';
import { type Document, isUnfinished } from '../../../../shared/domain/document.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { isProblem } from '../library/visible.ts';

export interface Work {
  /** Being read or indexed. */
  running: Document[];
  /** In the order they are taken. */
  waiting: Document[];
  problems: Document[];
  stopped: Document[];
  /** Ended well in the last day, newest first. */
  finished: Document[];
}

const dayMs = 86_400_000;
const newest = (a: Document, b: Document) => (b.finishedAt ?? b.updatedAt) - (a.finishedAt ?? a.updatedAt);

/** The library's papers by what is the matter with them. */
export function useWork(): Work {
  const entries = useLibrary((state) => state.listing.entries);
  return useMemo(() => {
    const work: Work = { running: [], waiting: [], problems: [], stopped: [], finished: [] };
    const yesterday = Date.now() - dayMs;
    for (const { document } of entries.values()) {
      if (document.deletedAt !== null) continue;
      if (document.status === 'queued') work.waiting.push(document);
      else if (isUnfinished(document)) work.running.push(document);
      else if (isProblem(document)) work.problems.push(document);
      else if (document.status === 'cancelled') work.stopped.push(document);
      else if ((document.finishedAt ?? 0) > yesterday) work.finished.push(document);
    }
    work.waiting.sort((a, b) => a.createdAt - b.createdAt);
    for (const list of [work.problems, work.stopped, work.finished]) list.sort(newest);
    return work;
  }, [entries]);
}
