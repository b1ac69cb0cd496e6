import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '../../../../../shared/domain/annotation.ts';
import { Textarea } from '../../../components/ui/fields.tsx';
import { saveDrafts, useDrafts, writeDraft } from './noteDrafts.ts';

/** A note, written in place and saved by itself. */
export function NoteEditor({ annotation, autoFocus, rows }: { annotation: Annotation; autoFocus: boolean; rows: number }) {
  const { t } = useTranslation('reader');
  const { id } = annotation;
  const draft = useDrafts((state) => state.texts[id]);
  const failed = useDrafts((state) => state.failed[id]);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    if (autoFocus) field.current?.focus();
  }, [autoFocus]);
  return (
    <>
      <Textarea
        ref={field}
        rows={rows}
        aria-label={t('notes.note')}
        placeholder={t('notes.placeholder')}
        value={draft ?? annotation.note}
        maxLength={100_000}
        onChange={(event) => writeDraft(id, event.target.value)}
        onBlur={() => void saveDrafts()}
        className="field-sizing-content max-h-60 min-h-8"
      />
      {failed && (
        <p role="alert" className="mt-1 text-bad text-xs">
          {t('notes.notSaved', { message: failed })}
        </p>
      )}
    </>
  );
}
