import { create } from 'zustand';
import { branchTo, type Conversation, type TurnEvent } from '../../../../shared/domain/conversation.ts';
import type { GeneratorId } from '../../../../shared/domain/passage.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { perFrame } from '../../api/perFrame.ts';
import { hub } from '../../api/windowHub.ts';
import { announceOutcome } from './announceOutcome.ts';
import { keepConversation } from './conversations.ts';
import { leafUnder, type ShownTurn, shownTurn, withEvent, withTurn } from './turns.ts';

/** The turns of a conversation. */
export interface Thread {
  turns: readonly ShownTurn[];
  /** The last turn of the branch shown. */
  leafId: string | null;
  state: 'loading' | 'loaded' | 'failed';
  error: AppError | null;
}

interface ThreadsStore {
  threads: Readonly<Record<string, Thread>>;
  /** By conversation: what stops the question that is being answered. */
  running: Readonly<Record<string, AbortController>>;
}

const noThread: Thread = { turns: [], leafId: null, state: 'loading', error: null };

export const useThreads = create<ThreadsStore>(() => ({ threads: {}, running: {} }));
const { getState, setState } = useThreads;

/** Whether a question of this conversation is being answered. */
export function useRunning(conversationId: string | null): boolean {
  return useThreads(({ running }) => conversationId !== null && conversationId in running);
}

function change(conversationId: string, patch: (thread: Thread) => Partial<Thread>): void {
  setState(({ threads }) => {
    const thread = threads[conversationId] ?? noThread;
    return { threads: { ...threads, [conversationId]: { ...thread, ...patch(thread) } } };
  });
}

/** Reads a conversation with all its turns; one that is being answered goes on as it is. */
export async function loadThread(conversationId: string): Promise<void> {
  change(conversationId, () => ({}));
  try {
    const { conversation, turns } = await hub.request('conversations.get', { id: conversationId });
    keepConversation(conversation);
    if (getState().running[conversationId]) return;
    change(conversationId, () => ({
      turns: turns.map(shownTurn),
      leafId: conversation.activeTurnId ?? turns.at(-1)?.id ?? null,
      state: 'loaded',
      error: null,
    }));
  } catch (error) {
    change(conversationId, () => ({ state: 'failed', error: AppError.from(error) }));
  }
}

/** Reads again a conversation that something else than this window goes on with, or that a reload of the window broke off. */
export function catchUp({ id, turnCount }: Conversation): void {
  const { threads, running } = getState();
  const thread = threads[id];
  if (thread?.state !== 'loaded' || running[id]) return;
  if (thread.turns.length !== turnCount || thread.turns.some(({ state }) => state === 'running')) void loadThread(id);
}

/** A conversation just made, which has no turns to read. */
export function beginThread(conversationId: string): void {
  change(conversationId, () => ({ state: 'loaded' }));
}

export interface Question {
  conversationId: string;
  /** The turn it follows; null: it is the first. */
  parentId: string | null;
  question: string;
  generator: GeneratorId;
}

/**
 * Asks, one question at a time in a conversation. `onStored` is called once the question is safe; before that, what went wrong is thrown, after it, it is
 * the turn's own.
 */
export async function ask(asking: Question, onStored: () => void = () => undefined): Promise<void> {
  const { conversationId, parentId, question, generator } = asking;
  if (getState().running[conversationId]) return;
  const controller = new AbortController();
  setState(({ running }) => ({ running: { ...running, [conversationId]: controller } }));
  let asked: ShownTurn | null = null;
  const say = perFrame<TurnEvent>((events) => asked && sayTurn(conversationId, asked.id, events));
  const onEvent = (event: TurnEvent) => {
    if (event.type !== 'turn') return say(event);
    asked = shownTurn(event.turn);
    putTurn(conversationId, asked);
    onStored();
  };
  try {
    const input = { conversationId, parentId, question, generator };
    const turn = await hub.request('conversations.ask', input, { signal: controller.signal, onEvent });
    putTurn(conversationId, shownTurn(turn));
    announceOutcome(turn);
  } catch (error) {
    if (!asked) throw error;
    await loadEnded(conversationId);
  } finally {
    setState(({ running: { [conversationId]: _, ...running } }) => ({ running }));
  }
}

/** The call was broken off; what became of the turn is what is stored. */
async function loadEnded(conversationId: string): Promise<void> {
  setState(({ running: { [conversationId]: _, ...running } }) => ({ running }));
  await loadThread(conversationId);
}

function putTurn(conversationId: string, turn: ShownTurn): void {
  change(conversationId, ({ turns, leafId }) => {
    const isNew = !turns.some(({ id }) => id === turn.id);
    return { turns: withTurn(turns, turn), leafId: isNew ? turn.id : leafId, state: 'loaded' };
  });
}

function sayTurn(conversationId: string, turnId: string, events: readonly TurnEvent[]): void {
  change(conversationId, ({ turns }) => {
    const turn = turns.find(({ id }) => id === turnId);
    return turn?.state === 'running' ? { turns: withTurn(turns, events.reduce(withEvent, turn)) } : {};
  });
}

export function stopAsking(conversationId: string): void {
  getState().running[conversationId]?.abort();
}

/** Shows the branch through this turn, and remembers it with the conversation. */
export async function showBranch(conversationId: string, turnId: string): Promise<void> {
  const leafId = leafUnder(getState().threads[conversationId]?.turns ?? [], turnId);
  change(conversationId, () => ({ leafId }));
  await hub.request('conversations.update', { id: conversationId, activeTurnId: leafId });
}

/** The conversation in which this turn was loaded, and whether the branch shown holds it. */
export function findTurn(turnId: string): { conversationId: string; shown: boolean } | null {
  for (const [conversationId, { turns, leafId }] of Object.entries(getState().threads)) {
    if (!turns.some(({ id }) => id === turnId)) continue;
    return { conversationId, shown: branchTo(turns, leafId).some(({ id }) => id === turnId) };
  }
  return null;
}
