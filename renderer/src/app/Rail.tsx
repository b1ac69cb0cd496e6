import { Info, type LucideIcon, MessageSquare, PanelLeftOpen, StickyNote } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../components/ui/Button.tsx';
import { cn } from '../components/ui/cn.ts';
import { shortcutOf } from './commands.ts';
import { type Side, showSide, toggleSidebar, useView } from './viewStore.ts';

const sides: readonly [Side, LucideIcon][] = [
  ['chat', MessageSquare],
  ['details', Info],
  ['notes', StickyNote],
];

/** Where the sidebar was: the way back to it. */
export function SidebarRail() {
  const { t } = useTranslation();
  return (
    <Rail className="border-r bg-panel">
      <IconButton
        data-toggles="sidebar"
        icon={PanelLeftOpen}
        label={t('showSidebar')}
        shortcut={shortcutOf('toggleSidebar')}
        onClick={toggleSidebar}
      />
    </Rail>
  );
}

/** Where the side panel was: what it can show. */
export function SideRail() {
  const { t } = useTranslation();
  const last = useView((state) => state.side);
  return (
    <Rail className="border-l">
      {sides.map(([side, icon]) => (
        <IconButton
          key={side}
          data-toggles={side === last ? 'side' : undefined}
          icon={icon}
          label={t(`tabs.${side}`)}
          onClick={() => showSide(side)}
        />
      ))}
    </Rail>
  );
}

function Rail({ className, children }: { className: string; children: ReactNode }) {
  return <div className={cn('flex shrink-0 flex-col items-center gap-1 px-1.5 py-2', className)}>{children}</div>;
}
