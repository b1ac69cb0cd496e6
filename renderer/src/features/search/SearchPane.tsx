import { Search, SearchX } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { Input } from '../../components/ui/fields.tsx';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { useCommand } from '../../hooks/useCommand.ts';
import { byPaper } from './byPaper.ts';
import { FoundPaper } from './FoundPaper.tsx';
import { ScopeSelect } from './ScopeSelect.tsx';
import { canShowMore, search, setText, showMore, useSearch } from './searchStore.ts';

/** How long typing has to rest before it is searched for. */
const restMs = 300;

/** Finds passages of the whole library, by words and by meaning. */
export function SearchPane() {
  const { t } = useTranslation('search');
  const text = useSearch((state) => state.text);
  const field = useRef<HTMLInputElement>(null);
  const focus = useCallback(() => field.current?.select(), []);
  useCommand('search', focus);
  useCommand('find', focus);
  useEffect(focus, [focus]);
  useEffect(() => {
    if (text.trim() === useSearch.getState().found) return;
    const timer = setTimeout(() => void search(), restMs);
    return () => clearTimeout(timer);
  }, [text]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void search();
  };
  return (
    <section aria-labelledby="search-title" className="flex h-full min-h-0 flex-col">
      <header className="flex h-11 shrink-0 items-center gap-2 border-b px-3">
        <h1 id="search-title" className="font-semibold">
          {t('title')}
        </h1>
        <search className="flex min-w-0 flex-1">
          <form onSubmit={submit} className="flex min-w-0 flex-1 gap-2">
            <span className="relative min-w-0 flex-1">
              <Search
                size={14}
                aria-hidden="true"
                className="-translate-y-1/2 pointer-events-none absolute top-1/2 left-2 text-muted"
              />
              <Input
                ref={field}
                aria-label={t('label')}
                placeholder={t('hint')}
                maxLength={2000}
                value={text}
                onChange={(event) => setText(event.target.value)}
                className="h-7 pl-7"
              />
            </span>
            <ScopeSelect />
          </form>
        </search>
      </header>
      <Results />
    </section>
  );
}

function Results() {
  const { t } = useTranslation('search');
  const found = useSearch();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const { state, passages, problem } = found;
  if (state === 'failed' && problem)
    return (
      <EmptyState icon={SearchX} title={problem.message} text={problem.action}>
        <Button onClick={() => void search()}>{t('again')}</Button>
      </EmptyState>
    );
  if (state === 'idle') return <EmptyState icon={Search} title={t('idleTitle')} text={t('idleText')} />;
  if (state === 'done' && passages.length === 0)
    return <EmptyState icon={SearchX} title={t('nothingTitle')} text={t('nothingText')} />;
  const papers = byPaper(passages);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys between its buttons
    <div ref={list} onKeyDown={onKeyDown} aria-busy={state === 'running'} className="min-h-0 flex-1 overflow-y-auto">
      <p role="status" className="px-4 pt-3 text-muted text-sm">
        {passages.length === 0
          ? t('searching')
          : t('found', { passages: t('passages', { count: passages.length }), papers: t('papers', { count: papers.length }) })}
      </p>
      {papers.map((paper) => (
        <FoundPaper key={paper.documentId} {...paper} query={found.found} />
      ))}
      {canShowMore(found) && (
        <Button className="mx-4 my-3" size="sm" onClick={showMore}>
          {t('more')}
        </Button>
      )}
    </div>
  );
}
