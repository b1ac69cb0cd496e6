import { Palette, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../../shared/domain/annotation.ts';
import { IconButton } from '../../../components/ui/Button.tsx';
import { cn } from '../../../components/ui/cn.ts';
import { Popover } from '../../../components/ui/Popover.tsx';
import { markGround } from '../marks/Marks.tsx';
import { usePageView } from '../pdf/viewState.ts';
import { recolor, removeAnnotation } from './annotationStore.ts';
import { ColorChoice } from './ColorChoice.tsx';
import { NoteEditor } from './NoteEditor.tsx';

/** A quote, which leads to its place, and its note. */
export function NoteCard({ annotation, label }: { annotation: Annotation; label: string }) {
  const { t } = useTranslation('reader');
  const { id, quote, color, boxes } = annotation;
  const go = () => {
    const { surface } = usePageView.getState();
    surface?.leave();
    surface?.showBoxes(boxes);
  };
  return (
    <li className="border-b px-3 py-2.5">
      <div className="flex items-start gap-1.5">
        <button type="button" onClick={go} className="flex min-w-0 flex-1 gap-2 rounded-md text-left hover:bg-hover">
          <span className={cn('w-1 shrink-0 rounded-full bg-white', markGround[color])} aria-hidden="true" />
          <span className="min-w-0">
            <q className="line-clamp-4 break-words text-sm">{quote}</q>
            <span className="text-muted text-xs">{t('notes.page', { label })}</span>
          </span>
        </button>
        <Popover
          label={t('notes.color')}
          align="end"
          className="w-auto p-1.5"
          trigger={<IconButton icon={Palette} label={t('notes.color')} size="iconSm" />}
        >
          <ColorChoice color={color} onColor={(to) => recolor(id, to)} />
        </Popover>
        <IconButton icon={Trash2} label={t('notes.remove')} size="iconSm" onClick={() => removeAnnotation(annotation)} />
      </div>
      <div className="mt-1.5">
        <NoteEditor annotation={annotation} autoFocus={false} rows={1} />
      </div>
    </li>
  );
}
