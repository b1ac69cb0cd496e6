import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { fileSize, fullDate, languageName } from '../library/format.ts';

/** What is known of the file. */
export function Facts({ document }: { document: Document }) {
  const { t } = useTranslation('details');
  const { pageCount, createdAt, sizeBytes, fileName, localPath, language, source } = document;
  const facts: [string, string][] = [
    [t('facts.pages'), pageCount > 0 ? `${pageCount}` : ''],
    [t('facts.added'), fullDate(createdAt)],
    [t('facts.size'), fileSize(sizeBytes)],
    [t('facts.file'), fileName],
    [t('facts.from'), localPath ?? t(`facts.sources.${source}`)],
    [t('facts.language'), languageName(language)],
  ];
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-4 gap-y-1 px-1.5 text-sm">
      {facts
        .filter(([, value]) => value)
        .map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="selectable break-words">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
