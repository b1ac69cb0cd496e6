import { ExternalLink } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { hub } from '../../api/windowHub.ts';
import { IconButton } from '../../components/ui/Button.tsx';
import { told } from '../../components/ui/Toasts.tsx';
import { EditableText } from './EditableText.tsx';
import { titleFieldId } from './focusTitle.ts';

/** Title, authors, year and DOI: a click changes them in place. What a person wrote stays through later readings. */
export function Metadata({ document }: { document: Document }) {
  const { t } = useTranslation('details');
  const { id, title, authors, year, doi } = document;
  const readOnly = document.deletedAt !== null;
  const change = (fields: { title?: string; authors?: string[]; year?: number | null; doi?: string | null }) =>
    told(() => hub.request('documents.update', { id, ...fields }));
  return (
    <div className="flex flex-col gap-1">
      <EditableText
        id={titleFieldId}
        label={t('title')}
        value={title}
        required
        readOnly={readOnly}
        className="font-semibold text-lg"
        onChange={(text) => void change({ title: text })}
      />
      <EditableText
        label={t('authors')}
        hint={t('authorsHint')}
        value={authors.join('; ')}
        readOnly={readOnly}
        onChange={(text) => void change({ authors: text.split(/[;\n]/).flatMap((name) => name.trim() || []) })}
      />
      <div className="flex gap-1">
        <EditableText
          label={t('year')}
          hint={t('yearHint')}
          value={year === null ? '' : `${year}`}
          valid={(text) => /^([1-9]\d{3})?$/.test(text)}
          readOnly={readOnly}
          className="w-20 tabular-nums"
          onChange={(text) => void change({ year: text ? Number(text) : null })}
        />
        <EditableText
          label={t('doi')}
          hint={t('doiHint')}
          value={doi ?? ''}
          readOnly={readOnly}
          onChange={(text) => void change({ doi: text || null })}
        />
        {doi && (
          <IconButton
            icon={ExternalLink}
            label={t('openDoi')}
            onClick={() => void told(() => hub.host('host.openLink', { url: `https://doi.org/${encodeURI(doi)}` }))}
          />
        )}
      </div>
    </div>
  );
}
