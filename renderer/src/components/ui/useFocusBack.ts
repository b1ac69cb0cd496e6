import { useRef } from 'react';

/** What had the focus last that is still there when a menu has closed. */
let outsideMenus: HTMLElement | null = null;
document.addEventListener('focusin', ({ target }) => {
  if (target instanceof HTMLElement && !target.closest('[role=menu]')) outsideMenus = target;
});

/**
 * For `onCloseAutoFocus` of a dialog that no trigger of its own opens: Radix would leave the focus nowhere. The focus goes back to
 * what had it before `open`, or to what opened the menu the dialog was chosen from.
 */
export function useFocusBack(open: boolean): (event: Event) => void {
  const wasOpen = useRef(false);
  const before = useRef<HTMLElement | null>(null);
  // Here and not in an effect: by then a field inside has the focus.
  if (open && !wasOpen.current) before.current = outsideMenus;
  wasOpen.current = open;
  return (event) => {
    event.preventDefault();
    before.current?.focus();
  };
}
