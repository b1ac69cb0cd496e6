import type { HighlightColor } from '../../../../../shared/domain/annotation.ts';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import { t } from '../../../i18n/i18n.ts';
import { askAbout } from '../../chat/chatActions.ts';
import { findElsewhere } from '../../search/searchActions.ts';
import { createAnnotation, openAnnotation } from '../notes/annotationStore.ts';
import type { PdfSurface } from '../pdf/PdfSurface.ts';
import { asRead, type Selected, selectedText } from './anchor.ts';

export const lastColor: { value: HighlightColor } = { value: 'yellow' };

/** What the buttons beside a selection do; `hide` puts them away. */
export function selectionActions(documentId: string, selected: Selected, hide: () => void) {
  const done = () => {
    hide();
    document.getSelection()?.removeAllRanges();
  };
  const mark = async (color: HighlightColor) => createAnnotation(documentId, await asRead(documentId, selected), color);
  return {
    copy: () =>
      void told(async () => {
        const { quote } = await asRead(documentId, selected);
        await navigator.clipboard.writeText(quote);
        toast(t('reader:selection.copied'));
        hide();
      }),
    highlight: (color: HighlightColor) =>
      void told(async () => {
        lastColor.value = color;
        await mark(color);
        done();
      }),
    note: () =>
      void told(async () => {
        const { id } = await mark(lastColor.value);
        done();
        openAnnotation(id, 'edit');
      }),
    ask: () =>
      void told(async () => {
        const { quote } = await asRead(documentId, selected);
        done();
        askAbout({ documentId, quote });
      }),
    findElsewhere: () =>
      void told(async () => {
        const { quote } = await asRead(documentId, selected);
        done();
        findElsewhere(quote);
      }),
  };
}

/** Has Ctrl+C copy text as it reads, not as lines of the page. Returns the way to stop. */
export function copySelected(surface: PdfSurface): () => void {
  const onCopy = (event: ClipboardEvent) => {
    // Everything selected is the whole document, drawn or not; that pdf.js copies by itself.
    const hidden = document.getElementById('hiddenCopyElement');
    const selected = hidden && document.getSelection()?.containsNode(hidden) ? null : selectedText(surface);
    if (!selected) return;
    event.clipboardData?.setData('text/plain', selected.quote);
    event.preventDefault();
    event.stopPropagation();
  };
  // Before pdf.js's own handler, which copies line by line.
  surface.container.addEventListener('copy', onCopy, { capture: true });
  return () => surface.container.removeEventListener('copy', onCopy, { capture: true });
}
