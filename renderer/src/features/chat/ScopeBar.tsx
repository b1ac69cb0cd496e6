import { Library, ListFilter, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Scope } from '../../../../shared/domain/collection.ts';
import { Button } from '../../components/ui/Button.tsx';
import { Popover } from '../../components/ui/Popover.tsx';
import { told } from '../../components/ui/Toasts.tsx';
import { useChat } from './chatStore.ts';
import { ScopeIcon } from './ScopeIcon.tsx';
import { ScopePicker } from './ScopePicker.tsx';
import { isWhole, setScope, toggled, useScope } from './scope.ts';
import { useScopeParts } from './scopeNames.ts';

/** Which papers the next question is about. */
export function ScopeBar() {
  const { t } = useTranslation('chat');
  const openId = useChat((state) => state.openId);
  const scope = useScope();
  const parts = useScopeParts(scope);
  const [picking, setPicking] = useState(false);
  const add = useRef<HTMLButtonElement>(null);
  const change = (next: Scope) => void told(() => setScope(openId, next));
  return (
    <div className="-m-1 flex max-h-22 flex-wrap items-center gap-1 overflow-y-auto p-1">
      {isWhole(scope) ? (
        <span className="flex h-6 items-center gap-1.5 rounded-full bg-sunken px-2.5 text-muted text-xs">
          <Library size={13} aria-hidden="true" />
          {t('wholeLibrary')}
        </span>
      ) : (
        <ul aria-label={t('scope')} className="contents">
          {parts.map((part) => {
            const name = part.name ?? t('goneFromLibrary');
            return (
              <li
                key={part.id}
                title={name}
                className="flex h-6 max-w-60 items-center gap-1.5 rounded-full bg-chosen pr-0.5 pl-2.5 text-xs"
              >
                <ScopeIcon part={part} />
                <span className="truncate">{name}</span>
                <button
                  type="button"
                  aria-label={t('removeFromScope', { name })}
                  className="flex size-5 shrink-0 items-center justify-center rounded-full hover:bg-hover"
                  onClick={() => {
                    change(toggled(scope, part.kind, part.id));
                    add.current?.focus();
                  }}
                >
                  <X size={12} aria-hidden="true" />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      <Popover
        label={t('scope')}
        open={picking}
        onOpenChange={setPicking}
        className="w-80 p-2"
        trigger={
          <Button ref={add} variant="ghost" size="sm" className="h-6 px-1.5 font-normal text-muted text-xs">
            <ListFilter size={13} aria-hidden="true" />
            {t('limitScope')}
          </Button>
        }
      >
        <ScopePicker scope={scope} onToggle={({ kind, id }) => change(toggled(scope, kind, id))} />
      </Popover>
    </div>
  );
}
