import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/** Pixels by which a view may miss its end and still be there. */
const slack = 16;

/**
 * Keeps a growing list at its end while the person is there. The newest turn's beginning is never pushed out of view by that: who wants to go along to the end of a
 * long answer scrolls there once. Scrolled back, the view stays.
 */
export function useFollowEnd(lastTurnId: string | undefined): {
  scroller: RefObject<HTMLDivElement | null>;
  content: RefObject<HTMLDivElement | null>;
} {
  const scroller = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const follows = useRef<'turn' | 'end' | 'nothing'>('turn');

  useLayoutEffect(() => {
    if (lastTurnId === undefined) return;
    follows.current = 'turn';
    follow(scroller.current, 'turn');
  }, [lastTurnId]);

  useEffect(() => {
    const [view, grown] = [scroller.current, content.current];
    if (!view || !grown) return;
    const onScroll = () => {
      const toEnd = endOf(view) - view.scrollTop;
      const toTurn = turnTop(view) - view.scrollTop;
      if (toEnd <= slack) follows.current = toTurn < -slack ? 'end' : 'turn';
      else if (Math.abs(toTurn) > slack) follows.current = 'nothing';
    };
    const observer = new ResizeObserver(() => follow(view, follows.current));
    observer.observe(grown);
    view.addEventListener('scroll', onScroll, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', onScroll);
    };
  }, []);

  return { scroller, content };
}

function follow(view: HTMLElement | null, what: 'turn' | 'end' | 'nothing'): void {
  if (!view || what === 'nothing') return;
  view.scrollTop = what === 'end' ? endOf(view) : Math.min(endOf(view), turnTop(view));
}

function endOf(view: HTMLElement): number {
  return view.scrollHeight - view.clientHeight;
}

/** Where the newest turn begins. */
function turnTop(view: HTMLElement): number {
  const turns = view.querySelectorAll<HTMLElement>('[data-turn]');
  const last = turns[turns.length - 1];
  return last ? last.getBoundingClientRect().top - view.getBoundingClientRect().top + view.scrollTop : 0;
}
