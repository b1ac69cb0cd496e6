import { type RefObject, useCallback, useEffect } from 'react';
import { useCommand } from '../../hooks/useCommand.ts';
import { openFind } from './find/findStore.ts';
import type { PdfSurface } from './pdf/PdfSurface.ts';
import { usePageView } from './pdf/viewState.ts';

export const zoomStep = 1.2;

/** Keys and the wheel, as other readers have them. */
export function useKeys(container: RefObject<HTMLDivElement | null>, surface: PdfSurface | null): void {
  useCommand('find', openFind);
  useCommand(
    'zoomIn',
    useCallback(() => surface?.zoomBy(zoomStep), [surface]),
  );
  useCommand(
    'zoomOut',
    useCallback(() => surface?.zoomBy(1 / zoomStep), [surface]),
  );
  useCommand(
    'goBack',
    useCallback(() => surface?.back(), [surface]),
  );
  useCommand(
    'goForward',
    useCallback(() => surface?.forward(), [surface]),
  );
  useCommand(
    'zoomReset',
    useCallback(() => surface?.setZoom(1), [surface]),
  );

  useEffect(() => {
    const element = container.current;
    if (!element || !surface) return;
    const { signal, abort } = stopper();
    window.addEventListener('keydown', (event) => onKey(event, surface), { signal });
    element.addEventListener('wheel', (event) => onWheel(event, surface), { signal, passive: false });
    // The side buttons of a mouse.
    element.addEventListener('mouseup', ({ button }) => button === 3 && surface.back(), { signal });
    element.addEventListener('mouseup', ({ button }) => button === 4 && surface.forward(), { signal });
    return abort;
  }, [container, surface]);
}

function stopper() {
  const controller = new AbortController();
  return { signal: controller.signal, abort: () => controller.abort() };
}

function onKey(event: KeyboardEvent, surface: PdfSurface): void {
  if (event.defaultPrevented) return;
  const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : plainAction(event, surface);
  if (!action) return;
  event.preventDefault();
  action(surface);
}

type Action = (surface: PdfSurface) => void;

const plain: Record<string, Action> = {
  ArrowLeft: (surface) => surface.goToPage(usePageView.getState().page - 1),
  ArrowRight: (surface) => surface.goToPage(usePageView.getState().page + 1),
  Home: (surface) => surface.jumpToPage(1),
  End: (surface) => surface.jumpToPage(usePageView.getState().pages),
};

/** Only where the pages have the focus: in a field or a list these keys have their own meaning. */
function plainAction(event: KeyboardEvent, surface: PdfSurface): Action | undefined {
  const onPages =
    event.target instanceof Node && (event.target === surface.container || surface.container.contains(event.target));
  const inToolbar = event.target instanceof Element && event.target.closest('[role=toolbar]') !== null;
  if (!onPages || inToolbar || event.shiftKey) return undefined;
  return plain[event.key];
}

function onWheel(event: WheelEvent, surface: PdfSurface): void {
  if (!event.ctrlKey) return;
  event.preventDefault();
  // A notch of a wheel is 100 or 120; a pinch comes as many small ones.
  const factor = Math.exp(-Math.max(-120, Math.min(120, event.deltaY)) / 500);
  surface.zoomBy(factor, [event.clientX, event.clientY]);
}
