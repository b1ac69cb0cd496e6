import { type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Makes the `[data-stop]` elements below one a single stop for Tab, with Up, Down, Home and End between them. Tab comes to the one that
 * had the focus last, else to the current one, else to the first.
 */
export function useArrowKeys(list: RefObject<HTMLElement | null>): (event: KeyboardEvent) => void {
  const last = useRef<HTMLElement | null>(null);
  const stops = () => [...(list.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])];
  // After every drawing: rows come and go.
  useLayoutEffect(() => {
    const all = stops();
    const isCurrent = (stop: HTMLElement) => stop.matches('[aria-current], [aria-selected=true], [aria-pressed=true]');
    const here = all.find((stop) => stop === last.current) ?? all.find(isCurrent) ?? all[0];
    for (const stop of all) stop.tabIndex = stop === here ? 0 : -1;
  });
  return (event) => {
    const all = stops();
    const at = all.indexOf(event.target as HTMLElement);
    const target = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    const next = target === undefined || at < 0 ? undefined : all[target];
    if (!next) return;
    event.preventDefault();
    for (const stop of all) stop.tabIndex = stop === next ? 0 : -1;
    last.current = next;
    next.focus();
  };
}
