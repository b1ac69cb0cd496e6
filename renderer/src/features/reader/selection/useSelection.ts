import { useCallback, useEffect, useState } from 'react';
import { onCommand } from '../../../app/commands.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { type Selected, selectedText } from './anchor.ts';
import { readSelection, selectedRange, selectionEnd } from './readSelection.ts';

export interface Shown {
  selected: Selected;
  /** Its last line in the window when it was made. */
  end: DOMRect;
}

/** The selection in the pages, once it is made: the button let go, or asked for by key. */
export function useSelection(surface: PdfSurface): { shown: Shown | null; focused: boolean; hide(): void } {
  const [shown, setShown] = useState<Shown | null>(null);
  const [focused, setFocused] = useState(false);
  const hide = useCallback(() => setShown(null), []);
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const show = (focus: boolean): boolean => {
      const selected = selectedText(surface);
      const end = selected && selectionEnd(readSelection(surface), surface);
      setFocused(focus);
      setShown(end ? { selected, end } : null);
      return end !== null;
    };
    const onPages = ({ target }: Event) => target instanceof Element && target.closest('.pdfViewer') !== null;
    // Letting go of the button settles a selection just after this event.
    window.addEventListener('pointerup', (event) => onPages(event) && setTimeout(() => show(false)), { signal });
    document.addEventListener('selectionchange', () => selectedRange(surface) ?? setShown(null), { signal });
    surface.container.addEventListener(
      'contextmenu',
      (event) => {
        if (show(event.button !== 2)) event.preventDefault();
      },
      { signal },
    );
    const stop = onCommand('useSelection', () => show(true));
    // The menu key asks for the same, also where the focus is on none of the page's elements.
    window.addEventListener('keydown', (event) => event.key === 'ContextMenu' && show(true) && event.preventDefault(), {
      signal,
    });
    return () => {
      controller.abort();
      stop();
    };
  }, [surface]);
  return { shown, focused, hide };
}
