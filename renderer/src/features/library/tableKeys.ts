import type { KeyboardEvent } from 'react';
import { openDocument } from '../reader/openDocument.ts';
import { editDetails, purge, trash } from './documentActions.ts';
import { useLibraryView } from './libraryView.ts';
import { extendTo, moveTo, selectAll, selectNone, selectOnly, toggle, useSelection } from './selection.ts';

export interface TableKeys {
  order: readonly string[];
  /** Rows that fit into the window. */
  rowsInSight: number;
  /** Goes up into the headers. */
  toHeader(): void;
}

/** What the keys do while a row is current. Returns whether it was one of them. */
export function onRowKey(event: KeyboardEvent, { order, rowsInSight, toHeader }: TableKeys): boolean {
  const { current, ids } = useSelection.getState();
  const at = current === null ? -1 : order.indexOf(current);
  const ctrl = event.ctrlKey || event.metaKey;
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + rowsInSight,
    PageUp: at - rowsInSight,
    Home: 0,
    End: order.length - 1,
  };
  const target = targets[event.key];
  if (event.key === 'ArrowUp' && at <= 0) toHeader();
  else if (target !== undefined) {
    const id = order[Math.max(0, Math.min(order.length - 1, target))];
    if (id === undefined) return true;
    if (event.shiftKey) extendTo(id, order);
    else if (ctrl) moveTo(id);
    else selectOnly(id);
  } else if (ctrl && event.key.toLowerCase() === 'a') selectAll(order);
  else if (event.key === ' ' && current !== null) (ctrl ? toggle : selectOnly)(current);
  else if (event.key === 'Enter' && current !== null) inTrash() || openDocument(current);
  else if (event.key === 'F2' && current !== null) editDetails();
  else if ((event.key === 'Delete' || (event.metaKey && event.key === 'Backspace')) && ids.size > 0)
    void (inTrash() ? purge : trash)([...ids]);
  else if (event.key === 'Escape' && ids.size > 1 && current !== null) selectOnly(current);
  else if (event.key === 'Escape' && ids.size > 0) selectNone();
  else return false;
  return true;
}

const inTrash = () => useLibraryView.getState().place.kind === 'trash';
