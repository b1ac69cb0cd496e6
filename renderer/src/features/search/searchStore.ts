import { create } from 'zustand';
import type { NumberMatch } from '../../../../shared/api/routes/numberRoutes.ts';
import type { QuoteSource } from '../../../../shared/api/routes/quoteRoutes.ts';
import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';
import type { Passage } from '../../../../shared/domain/passage.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';

/** Passages on something, the place a sentence is from, or numbers that were measured. */
export type SearchKind = 'passages' | 'quote' | 'numbers';

export interface SearchStore {
  kind: SearchKind;
  text: string;
  scope: Scope;
  state: 'idle' | 'running' | 'done' | 'failed';
  /** What was searched for. */
  found: string;
  passages: readonly Passage[];
  /** Where the text itself stands. */
  sources: readonly QuoteSource[];
  numbers: readonly NumberMatch[];
  problem: AppError | null;
  /** How many are asked for. */
  most: number;
}

const firstMost = 30;
const lastMost = 100;

/** The search through what the papers say. */
export const useSearch = create<SearchStore>(() => ({
  kind: 'passages',
  text: '',
  scope: wholeLibrary,
  state: 'idle',
  found: '',
  passages: [],
  sources: [],
  numbers: [],
  problem: null,
  most: firstMost,
}));
const { getState, setState } = useSearch;

export function setText(text: string): void {
  setState({ text });
}

export function setKind(kind: SearchKind): void {
  setState({ kind, state: 'idle', found: '', passages: [], sources: [], numbers: [] });
  void search();
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
  const { kind, text, scope } = getState();
  const query = text.trim();
  if (!query) {
    setState({ state: 'idle', found: '', passages: [], sources: [], numbers: [] });
    return;
  }
  const controller = new AbortController();
  running = controller;
  setState({ state: 'running', problem: null, most });
  try {
    const { signal } = controller;
    const [{ sources }, { passages }, { matches }] = await Promise.all([
      kind === 'quote' || (kind === 'passages' && isSentence(query))
        ? hub.request('quotes.find', { text: query, scope }, { signal })
        : { sources: [] },
      kind === 'passages' ? hub.request('search', { query, k: most, scope }, { signal }) : { passages: [] },
      kind === 'numbers' ? hub.request('numbers.find', { text: query.slice(0, 500), scope }, { signal }) : { matches: [] },
    ]);
    if (!signal.aborted) setState({ state: 'done', found: query, passages, sources, numbers: matches });
  } catch (error) {
    if (!controller.signal.aborted) setState({ state: 'failed', problem: AppError.from(error) });
  }
}

/** What is this long and no question is likely to be from a paper. */
function isSentence(text: string): boolean {
  return text.length >= 50 && text.split(/\s+/u).length >= 8 && !text.endsWith('?');
}
