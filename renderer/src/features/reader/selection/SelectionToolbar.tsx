import { Copy, type LucideIcon, MessageSquareText, Search, StickyNote } from 'lucide-react';
import { Toolbar } from 'radix-ui';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { highlightColors } from '../../../../../shared/domain/annotation.ts';
import { Tooltip } from '../../../components/ui/Tooltip.tsx';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { copySelected, selectionActions } from './selectionActions.ts';
import { useSelection } from './useSelection.ts';

/** What can be done with selected text, beside it. Ctrl+Shift+H or the menu key takes the focus there. */
export function SelectionToolbar({ documentId, surface }: { documentId: string; surface: PdfSurface }) {
  const { t } = useTranslation('reader');
  const { shown, focused, hide } = useSelection(surface);
  const bar = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState({ left: 0, top: 0 });
  useLayoutEffect(() => {
    if (!shown || !bar.current) return;
    setPlace(placeBeside(shown.end, bar.current, surface.container));
  }, [shown, surface]);
  useEffect(() => {
    if (shown && focused) bar.current?.querySelector('button')?.focus({ preventScroll: true });
  }, [shown, focused]);
  useEffect(() => copySelected(surface), [surface]);
  if (!shown) return null;
  const actions = selectionActions(documentId, shown.selected, hide);
  return (
    <Toolbar.Root
      ref={bar}
      aria-label={t('selection.label')}
      className="absolute z-10 flex select-none items-center gap-0.5 rounded-lg border bg-raised p-1 shadow-float"
      style={place}
      // The selection stays while a button is pressed.
      onPointerDown={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        hide();
        surface.container.focus({ preventScroll: true });
      }}
    >
      <Action icon={Copy} label={t('selection.copy')} onClick={actions.copy} />
      <Toolbar.Separator className="mx-0.5 h-4 w-px bg-line" />
      {highlightColors.map((color) => (
        <Tooltip key={color} text={t('selection.highlight', { color: t(`colors.${color}`) })}>
          <Toolbar.Button
            aria-label={t('selection.highlight', { color: t(`colors.${color}`) })}
            onClick={() => actions.highlight(color)}
            className="inline-flex size-7 items-center justify-center rounded-md hover:bg-hover"
          >
            <span className={`size-4 rounded-full border border-line-strong ${swatch[color]}`} />
          </Toolbar.Button>
        </Tooltip>
      ))}
      <Action icon={StickyNote} label={t('selection.note')} onClick={actions.note} />
      <Toolbar.Separator className="mx-0.5 h-4 w-px bg-line" />
      <Action icon={MessageSquareText} label={t('selection.ask')} onClick={actions.ask} />
      <Action icon={Search} label={t('selection.find')} onClick={actions.findElsewhere} />
    </Toolbar.Root>
  );
}

export const swatch = {
  yellow: 'bg-mark-yellow',
  green: 'bg-mark-green',
  blue: 'bg-mark-blue',
  pink: 'bg-mark-pink',
  purple: 'bg-mark-purple',
} as const;

function Action({ icon: Icon, label, onClick }: { icon: LucideIcon; label: string; onClick(): void }) {
  return (
    <Tooltip text={label}>
      <Toolbar.Button
        aria-label={label}
        onClick={onClick}
        className="inline-flex size-7 items-center justify-center rounded-md hover:bg-hover"
      >
        <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      </Toolbar.Button>
    </Tooltip>
  );
}

/** Below the last line, above it where there is no room, and always in view; in coordinates of what scrolls. */
function placeBeside(end: DOMRect, bar: HTMLElement, container: HTMLElement): { left: number; top: number } {
  const view = container.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = bar;
  const below = end.bottom + 8;
  const wanted = below + height > view.bottom - 8 ? end.top - height - 8 : below;
  const top = Math.max(view.top + 8, Math.min(wanted, view.bottom - height - 8));
  const left = Math.max(view.left + 8, Math.min(end.right - width / 2, view.left + container.clientWidth - width - 8));
  return { left: left - view.left + container.scrollLeft, top: top - view.top + container.scrollTop };
}
