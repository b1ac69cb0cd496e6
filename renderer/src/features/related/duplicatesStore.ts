import { create } from 'zustand';
import { hub } from '../../api/windowHub.ts';

interface Duplicates {
  /** Number of the group of each paper that seems to be here more than once. */
  groupOf: ReadonlyMap<string, number>;
  /** Another number whenever papers may have become related, or no longer are. */
  version: number;
}

export const useDuplicates = create<Duplicates>(() => ({ groupOf: new Map(), version: 0 }));

export async function loadDuplicates(): Promise<void> {
  // What cannot be had now is asked for again with the next change.
  const answer = await hub.request('documents.duplicates', {}).catch(() => null);
  if (!answer) return;
  const groupOf = new Map(answer.groups.flatMap(({ documentIds }, group) => documentIds.map((id) => [id, group] as const)));
  useDuplicates.setState(({ version }) => ({ groupOf, version: version + 1 }));
}
