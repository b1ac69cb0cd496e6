import { create } from 'zustand';

interface Selection {
  /** The chosen papers. */
  ids: ReadonlySet<string>;
  /** Where the keyboard is; one end of a range. */
  current: string | null;
  /** The other end. */
  anchor: string | null;
}

const nothing: Selection = { ids: new Set(), current: null, anchor: null };

export const useSelection = create<Selection>(() => nothing);
const { getState, setState } = useSelection;

export function selectOnly(id: string): void {
  setState({ ids: new Set([id]), current: id, anchor: id });
}

/** Ctrl+click: in or out, the others stay. */
export function toggle(id: string): void {
  const ids = new Set(getState().ids);
  if (!ids.delete(id)) ids.add(id);
  setState({ ids, current: id, anchor: id });
}

/** Shift+click: everything from the anchor to here. */
export function extendTo(id: string, order: readonly string[]): void {
  const { anchor } = getState();
  const from = order.indexOf(anchor ?? id);
  const to = order.indexOf(id);
  if (from < 0 || to < 0) selectOnly(id);
  else setState({ ids: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), current: id });
}

/** Moves the keyboard without choosing. */
export function moveTo(id: string): void {
  setState({ current: id });
}

export function selectAll(order: readonly string[]): void {
  setState(({ current }) => ({ ids: new Set(order), current: current ?? order[0] ?? null }));
}

export function selectNone(): void {
  setState({ ids: nothing.ids, anchor: null });
}

/**
 * Lets go of what is not shown any more. `before`: what was shown, where the row that takes the place of a vanished one becomes current;
 * empty where other rows were asked for.
 */
export function keepTo(order: readonly string[], before: readonly string[]): void {
  const { ids, current, anchor } = getState();
  if (current === null && ids.size === 0) return;
  const shown = new Set(order);
  const kept = new Set([...ids].filter((id) => shown.has(id)));
  if (current !== null && !shown.has(current)) {
    const next = nextShown(current, before, shown) ?? null;
    setState({ ids: kept.size > 0 || next === null ? kept : new Set([next]), current: next, anchor: next });
  } else if (kept.size !== ids.size) setState({ ids: kept, anchor: anchor !== null && shown.has(anchor) ? anchor : current });
}

function nextShown(id: string, before: readonly string[], shown: ReadonlySet<string>): string | undefined {
  const at = before.indexOf(id);
  return before.slice(at + 1).find((one) => shown.has(one)) ?? before.slice(0, Math.max(0, at)).findLast((one) => shown.has(one));
}
