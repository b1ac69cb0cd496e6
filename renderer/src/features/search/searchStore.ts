import { create } from 'zustand';
import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { Passage } from '../../../../shared/domain/passage.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';

interface SearchStore {
  text: string;
  scope: Scope;
  state: 'idle' | 'running' | 'done' | 'failed';
  /** What `passages` were found for. */
  found: string;
  passages: readonly Passage[];
  problem: AppError | null;
  /** How many are asked for. */
  most: number;
}

const firstMost = 30;
const lastMost = 100;

/** The search through what the papers say. */
export const useSearch = create<SearchStore>(() => ({
  text: '',
  scope: wholeLibrary,
  state: 'idle',
  found: '',
  passages: [],
  problem: null,
  most: firstMost,
}));
const { getState, setState } = useSearch;

export function setText(text: string): void {
  setState({ text });
}

export function setScope(scope: Scope): void {
  setState({ scope });
  void search();
}

export const canShowMore = ({ passages, most }: SearchStore) => passages.length >= most && most < lastMost;

export function showMore(): void {
  void search(lastMost);
}

let running: AbortController | null = null;

/** Searches for what is typed; a search under way gives way to it. */
export async function search(most = firstMost): Promise<void> {
  running?.abort();
  const { text, scope } = getState();
  const query = text.trim();
  if (!query) {
    setState({ state: 'idle', found: '', passages: [] });
    return;
  }
  const controller = new AbortController();
  running = controller;
  setState({ state: 'running', problem: null, most });
  try {
    const { passages } = await hub.request('search', { query, k: most, scope }, { signal: controller.signal });
    if (!controller.signal.aborted) setState({ state: 'done', found: query, passages });
  } catch (error) {
    if (!controller.signal.aborted) setState({ state: 'failed', problem: AppError.from(error) });
  }
}
