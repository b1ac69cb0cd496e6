import { type LucideIcon, Quote, Ruler, Search, SearchX } from 'lucide-react';
import { type FormEvent, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { EmptyState } from '../../components/ui/EmptyState.tsx';
import { Input } from '../../components/ui/fields.tsx';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { useCommand } from '../../hooks/useCommand.ts';
import { t } from '../../i18n/i18n.ts';
import { byPaper } from './byPaper.ts';
import { FoundNumbers } from './FoundNumbers.tsx';
import { FoundPaper } from './FoundPaper.tsx';
import { FoundQuote } from './FoundQuote.tsx';
import { KindSelect } from './KindSelect.tsx';
import { ScopeSelect } from './ScopeSelect.tsx';
import { canShowMore, type SearchKind, type SearchStore, search, setText, showMore, useSearch } from './searchStore.ts';

const icons: Record<SearchKind, LucideIcon> = { passages: Search, quote: Quote, numbers: Ruler };

/** How long typing has to rest before it is searched for. */
const restMs = 300;

/** Finds passages of the whole library, by words and by meaning, and the place a sentence is from. */
export function SearchPane() {
  const { t } = useTranslation('search');
  const { kind, text } = useSearch();
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
                placeholder={t(`kinds.${kind}.hint`)}
                maxLength={2000}
                value={text}
                onChange={(event) => setText(event.target.value)}
                className="h-7 pl-7"
              />
            </span>
            <KindSelect />
            <ScopeSelect />
          </form>
        </search>
      </header>
      <Results />
    </section>
  );
}

function outcome({ passages, sources, numbers }: SearchStore, papers: number): string {
  const parts = [
    ...(numbers.length > 0 ? [t('search:numbers', { count: numbers.length })] : []),
    ...(sources.length > 0 ? [t('search:foundIn', { count: sources.length })] : []),
    ...(passages.length > 0
      ? [
          t('search:found', {
            passages: t('search:passages', { count: passages.length }),
            papers: t('search:papers', { count: papers }),
          }),
        ]
      : []),
  ];
  return parts.join(' · ');
}

function Results() {
  const { t } = useTranslation('search');
  const found = useSearch();
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const { kind, state, passages, sources, numbers, problem } = found;
  if (state === 'failed' && problem)
    return (
      <EmptyState icon={SearchX} title={problem.message} text={problem.action}>
        <Button onClick={() => void search()}>{t('again')}</Button>
      </EmptyState>
    );
  if (state === 'idle')
    return <EmptyState icon={icons[kind]} title={t(`kinds.${kind}.idleTitle`)} text={t(`kinds.${kind}.idleText`)} />;
  if (state === 'done' && passages.length + sources.length + numbers.length === 0)
    return <EmptyState icon={SearchX} title={t(`kinds.${kind}.nothingTitle`)} text={t(`kinds.${kind}.nothingText`)} />;
  const papers = byPaper(passages);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys between its buttons
    <div ref={list} onKeyDown={onKeyDown} aria-busy={state === 'running'} className="min-h-0 flex-1 overflow-y-auto">
      <p role="status" className="px-4 pt-3 text-muted text-sm">
        {state === 'running' && passages.length + sources.length + numbers.length === 0
          ? t('searching')
          : outcome(found, papers.length)}
      </p>
      {sources.map((source) => (
        <FoundQuote key={`${source.documentId} ${source.page} ${source.text}`} source={source} />
      ))}
      <FoundNumbers matches={numbers} />
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
