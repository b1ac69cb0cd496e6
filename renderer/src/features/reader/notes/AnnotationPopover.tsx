import { Copy, Trash2 } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../../shared/domain/annotation.ts';
import { IconButton } from '../../../components/ui/Button.tsx';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { annotationAt } from './annotationAt.ts';
import { useAnnotations } from './annotationState.ts';
import { closeAnnotation, openAnnotation, recolor, removeAnnotation } from './annotationStore.ts';
import { ColorChoice } from './ColorChoice.tsx';
import { NoteEditor } from './NoteEditor.tsx';

/** The panel of the highlight that was clicked: its note, its colour, and away with it. */
export function AnnotationPopover({ surface }: { surface: PdfSurface }) {
  const open = useAnnotations((state) => state.open);
  const annotation = useAnnotations((state) => state.items.find(({ id }) => id === state.open?.id));
  useEffect(() => {
    const onClick = ({ clientX, clientY, target }: MouseEvent) => {
      const selection = document.getSelection();
      if (selection && !selection.isCollapsed) return;
      if (target instanceof Element && target.closest('a, button, [role=toolbar]')) return;
      const found = annotationAt(surface, useAnnotations.getState().items, clientX, clientY);
      if (found) openAnnotation(found.id);
    };
    surface.container.addEventListener('click', onClick);
    return () => surface.container.removeEventListener('click', onClick);
  }, [surface]);
  return annotation && open ? <Panel key={open.id} annotation={annotation} mode={open.mode} surface={surface} /> : null;
}

function Panel({ annotation, mode, surface }: { annotation: Annotation; mode: 'view' | 'edit'; surface: PdfSurface }) {
  const { t } = useTranslation('reader');
  const { id, color, quote, boxes } = annotation;
  const anchor = useRef({
    getBoundingClientRect: () => surface.geometry.boxRect(boxes.at(-1) as Annotation['boxes'][0]),
    contextElement: surface.container,
  });
  const copy = async () => {
    await navigator.clipboard.writeText(quote);
    toast(t('selection.copied'));
  };
  return (
    <Popover.Root open onOpenChange={(open) => !open && closeAnnotation()}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          aria-label={t('notes.panel')}
          sideOffset={6}
          collisionPadding={8}
          className="z-40 w-72 rounded-lg border bg-raised p-3 shadow-float outline-none"
          onOpenAutoFocus={(event) => mode === 'view' || event.preventDefault()}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            surface.container.focus({ preventScroll: true });
          }}
        >
          <NoteEditor annotation={annotation} autoFocus={mode === 'edit'} rows={2} />
          <div className="mt-2 flex items-center justify-between">
            <ColorChoice color={color} onColor={(to) => recolor(id, to)} />
            <span className="flex">
              <IconButton icon={Copy} label={t('notes.copyQuote')} size="iconSm" onClick={() => void told(copy)} />
              <IconButton icon={Trash2} label={t('notes.remove')} size="iconSm" onClick={() => removeAnnotation(annotation)} />
            </span>
          </div>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
