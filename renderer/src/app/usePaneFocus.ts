import { useEffect, useRef } from 'react';

/** Putting a pane away or back takes the button that did it from the screen; the focus goes to the one that undoes it. */
export function usePaneFocus(pane: 'sidebar' | 'side', open: boolean): void {
  const shown = useRef(open);
  useEffect(() => {
    if (shown.current === open) return;
    shown.current = open;
    if (document.activeElement === document.body) document.querySelector<HTMLElement>(`[data-toggles=${pane}]`)?.focus();
  }, [pane, open]);
}
