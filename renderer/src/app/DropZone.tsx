import { useTranslation } from 'react-i18next';
import { addDropped } from '../features/library/addPapers.ts';
import { useFileDrop } from '../hooks/useFileDrop.ts';

const onFiles = (files: File[]) => void addDropped(files);

/** Files can be dropped anywhere in the window; while they hover it says what will come of it. */
export function DropZone() {
  const { t } = useTranslation();
  const dragging = useFileDrop(onFiles);
  if (!dragging) return null;
  return (
    <div
      aria-hidden="true"
      className="pointer-events-none fixed inset-0 z-60 bg-[color-mix(in_srgb,var(--ground)_85%,transparent)] p-5"
    >
      <div className="flex h-full flex-col items-center justify-center gap-1 rounded-xl border-2 border-accent border-dashed">
        <strong className="text-xl">{t('drop')}</strong>
        <span className="text-muted">{t('dropHint')}</span>
      </div>
    </div>
  );
}
