import type { Turn, TurnEvent } from '../../../../shared/domain/conversation.ts';
import type { Citation } from '../../../../shared/domain/passage.ts';

/** A turn as it is shown, complete or on the way, with the sources behind what it says so far. */
export interface ShownTurn extends Turn {
  citations: readonly Citation[];
  unsupported: readonly string[];
}

export function shownTurn(turn: Turn): ShownTurn {
  const { answer } = turn;
  const text = answer?.answer ?? turn.text;
  return { ...turn, text, citations: answer?.citations ?? [], unsupported: answer?.unsupported ?? [] };
}

export function withEvent(turn: ShownTurn, event: TurnEvent): ShownTurn {
  if (event.type === 'turn') return shownTurn(event.turn);
  if (event.type === 'evidence') return { ...turn, evidence: event.citations };
  if (event.type === 'delta') return { ...turn, text: turn.text + event.text };
  const { text, citations, unsupported } = event;
  return { ...turn, text, citations, unsupported };
}

/** The turns with this one in place of its earlier self, or at the end. */
export function withTurn(turns: readonly ShownTurn[], turn: ShownTurn): readonly ShownTurn[] {
  const known = turns.some(({ id }) => id === turn.id);
  return known ? turns.map((one) => (one.id === turn.id ? turn : one)) : [...turns, turn];
}

/** The versions of a turn, itself among them, by creation: edited questions and second tries. */
export function versionsOf<T extends Turn>(turns: readonly T[], turn: Turn): T[] {
  return turns.filter(({ parentId }) => parentId === turn.parentId);
}

/** Where the branch through this turn ends, following the newest turn at every fork. */
export function leafUnder(turns: readonly Turn[], turnId: string): string {
  const child = turns.findLast(({ parentId }) => parentId === turnId);
  return child ? leafUnder(turns, child.id) : turnId;
}
