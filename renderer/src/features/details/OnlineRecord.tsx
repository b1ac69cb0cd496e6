import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DocumentRecord } from '../../../../shared/domain/record.ts';
import { hub } from '../../api/windowHub.ts';

/** Where the paper appeared, as a register says, and what else is from there. `edited` names what a person wrote since. */
export function OnlineRecord({ documentId, edited }: { documentId: string; edited: string }) {
  const { t } = useTranslation('details');
  const record = useRecord(documentId, edited);
  if (!record) return null;
  const { register, venue, volume, issue, pages, filled } = record;
  const number = [volume, issue && `(${issue})`].filter(Boolean).join('');
  const appeared = [venue, number, pages.replace(/(?<=\d)-(?=\d)/, '–')].filter(Boolean).join(', ');
  const from = t(`record.registers.${register}`);
  return (
    <section aria-label={t('record.title')} className="flex flex-col gap-0.5 px-1.5 text-sm">
      {appeared && <p className="selectable break-words">{t('record.appeared', { appeared })}</p>}
      <p className="text-muted text-xs">
        {filled.length === 0
          ? t('record.from', { from })
          : t('record.filled', { from, fields: filled.map((name) => t(`record.fields.${name}`)).join(', ') })}
      </p>
    </section>
  );
}

function useRecord(documentId: string, edited: string): DocumentRecord | null {
  const [record, setRecord] = useState<DocumentRecord | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was edited since is no longer from the record
  useEffect(() => {
    let current = true;
    const load = () => {
      hub.request('records.get', { id: documentId }).then(
        (found) => current && setRecord(found),
        () => undefined,
      );
    };
    load();
    const stop = hub.onEvent((event) => {
      if (event.type === 'record.changed' && event.documentId === documentId) load();
    });
    return () => {
      current = false;
      stop();
    };
  }, [documentId, edited]);
  return record;
}
