import { useTranslation } from 'react-i18next';
import { useLibrary } from './libraryStore.ts';

/** Says why papers wait although nobody paused them, and what to do: it goes by itself once they go on. */
export function QueueNotice() {
  const { t } = useTranslation('activity');
  const problem = useLibrary((state) => state.status?.queue.problem);
  if (!problem) return null;
  return (
    <section aria-label={t('waits')} role="alert" className="selectable border-b bg-warning-ground px-4 py-2 text-sm">
      <strong className="font-semibold">{problem.message}</strong> {problem.action}
    </section>
  );
}
