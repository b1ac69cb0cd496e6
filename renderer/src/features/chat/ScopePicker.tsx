import { Check } from 'lucide-react';
import { type KeyboardEvent, useDeferredValue, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../../shared/domain/collection.ts';
import { cn } from '../../components/ui/cn.ts';
import { Input } from '../../components/ui/fields.tsx';
import { ScopeIcon } from './ScopeIcon.tsx';
import { type ScopePart, useScopeOffers } from './scopeNames.ts';

const headings = { collectionIds: 'collections', tagIds: 'tags', documentIds: 'papers' } as const;

/** Finds collections, tags and papers by name; Enter or a click puts one in or takes it out, arrow keys move. */
export function ScopePicker({ scope, onToggle }: { scope: Scope; onToggle(part: ScopePart): void }) {
  const { t } = useTranslation('chat');
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const id = useId();
  const offers = useScopeOffers(useDeferredValue(query));
  const current = Math.min(at, offers.length - 1);
  const moveTo = (to: number) => {
    const next = Math.max(0, Math.min(offers.length - 1, to));
    setAt(next);
    list.current?.querySelectorAll('[role=option]')[next]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + 8, PageUp: current - 8 }[event.key];
    const offer = offers[current];
    if (to !== undefined) moveTo(to);
    else if (event.key === 'Enter' && offer) onToggle(offer);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <Input
        role="combobox"
        aria-label={t('findScope')}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={offers[current] ? `${id}-${current}` : undefined}
        placeholder={t('findScope')}
        value={query}
        onChange={(event) => {
          setQuery(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id={id}
        role="listbox"
        aria-multiselectable="true"
        aria-label={t('scope')}
        className="mt-1.5 max-h-72 overflow-y-auto"
      >
        {offers.map((offer, index) => {
          const chosen = scope[offer.kind].includes(offer.id);
          return (
            <div key={offer.id} role="presentation">
              {offers[index - 1]?.kind !== offer.kind && (
                <div role="presentation" className="px-2 pt-1.5 pb-0.5 text-muted text-xs">
                  {t(headings[offer.kind])}
                </div>
              )}
              {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys */}
              <div
                id={`${id}-${index}`}
                role="option"
                tabIndex={-1}
                aria-selected={chosen}
                className={cn('flex items-center gap-2 rounded-md px-2 py-1 text-sm', index === current && 'bg-hover')}
                onPointerMove={() => setAt(index)}
                onClick={() => onToggle(offer)}
              >
                <ScopeIcon part={offer} />
                <span className="flex-1 truncate">{offer.name}</span>
                {chosen && <Check size={14} aria-hidden="true" className="text-accent" />}
              </div>
            </div>
          );
        })}
        {offers.length === 0 && <p className="px-2 py-3 text-muted text-sm">{t('nothingFound')}</p>}
      </div>
    </>
  );
}
