import { BookCheck, CircleAlert, Copy, ExternalLink } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MissingWork } from '../../../../shared/domain/citation.ts';
import { AppError } from '../../../../shared/errors/AppError.ts';
import { hub } from '../../api/windowHub.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { toast, told } from '../../components/ui/Toasts.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { openDocument } from '../reader/openDocument.ts';
import { openLink } from '../reader/openLink.ts';
import { useLibraryVersion } from './useLibraryVersion.ts';

type State = { works: readonly MissingWork[] } | { problem: AppError } | null;

/** The works that most of the papers cite and that are not in the library. */
export function MissingPane() {
  const { t } = useTranslation('citations');
  const [state, setState] = useState<State>(null);
  const [tries, setTries] = useState(0);
  const version = useLibraryVersion();
  // biome-ignore lint/correctness/useExhaustiveDependencies: they stand for what the papers say now, and for another try
  useEffect(() => {
    let current = true;
    hub.request('citations.missing', {}).then(
      ({ works }) => current && setState({ works }),
      (error) => current && setState({ problem: AppError.from(error) }),
    );
    return () => {
      current = false;
    };
  }, [version, tries]);
  return (
    <section aria-labelledby="missing-title" className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center border-b px-4">
        <h1 id="missing-title" className="font-semibold">
          {t('missing')}
        </h1>
      </header>
      {state === null && (
        <p role="status" className="p-4 text-muted text-sm">
          {t('looking')}
        </p>
      )}
      {state && 'problem' in state && (
        <EmptyState icon={CircleAlert} title={state.problem.message} text={state.problem.action}>
          <Button onClick={() => setTries(tries + 1)}>{t('again')}</Button>
        </EmptyState>
      )}
      {state && 'works' in state && <Works works={state.works} />}
    </section>
  );
}

function Works({ works }: { works: readonly MissingWork[] }) {
  const { t } = useTranslation('citations');
  if (works.length === 0) return <EmptyState icon={BookCheck} title={t('noneTitle')} text={t('noneText')} />;
  return (
    <div className="min-h-0 flex-1 overflow-y-auto">
      <p className="px-4 py-3 text-muted text-sm">{t('missingText')}</p>
      <ol>
        {works.map((work) => (
          <Work key={work.doi ?? work.text} work={work} />
        ))}
      </ol>
    </div>
  );
}

function Work({ work }: { work: MissingWork }) {
  const { t } = useTranslation('citations');
  const { title, year, doi, text, citingIds } = work;
  const name = title ?? text;
  const copy = async () => {
    await navigator.clipboard.writeText(doi ?? text);
    toast(t(doi ? 'copiedDoi' : 'copiedText'));
  };
  return (
    <li className="flex items-start gap-3 border-t px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="font-medium" title={text}>
          {name}
          {year !== null && <span className="font-normal text-muted">{` (${year})`}</span>}
        </p>
        <details className="mt-0.5 text-sm">
          <summary className="w-fit cursor-pointer rounded text-muted">{t('citedByPapers', { count: citingIds.length })}</summary>
          <ul className="mt-1 pl-4">
            {citingIds.map((id) => (
              <CitingPaper key={id} id={id} />
            ))}
          </ul>
        </details>
      </div>
      {doi && (
        <IconButton icon={ExternalLink} label={t('openDoi', { name })} onClick={() => void openLink(`https://doi.org/${doi}`)} />
      )}
      <IconButton icon={Copy} label={t(doi ? 'copyDoi' : 'copyText', { name })} onClick={() => void told(copy)} />
    </li>
  );
}

function CitingPaper({ id }: { id: string }) {
  const title = useLibrary(({ listing }) => listing.entries.get(id)?.document.title);
  return (
    <li>
      <button type="button" onClick={() => openDocument(id)} className="rounded px-1 py-0.5 text-left hover:bg-hover">
        {title ?? '…'}
      </button>
    </li>
  );
}
