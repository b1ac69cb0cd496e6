import { Activity, Settings } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showCenter, useView } from '../../app/viewStore.ts';
import { Chip } from '../../components/ui/Chip.tsx';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { ChatsSection } from '../chat/ChatsSection.tsx';
import { useLibrary } from '../library/libraryStore.ts';
import { useCounts } from '../library/libraryView.ts';
import { Collections } from './Collections.tsx';
import { Places } from './Places.tsx';
import { SidebarRow } from './SidebarRow.tsx';
import { Tags } from './Tags.tsx';

export function Sidebar() {
  const { t } = useTranslation('sidebar');
  const counts = useCounts();
  return (
    <nav aria-label={t('label')} className="flex h-full flex-col bg-panel">
      <div className="flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto p-2">
        <Places counts={counts} />
        <Collections counts={counts.collections} />
        <Tags counts={counts.tags} />
        <ChatsSection />
      </div>
      <Foot />
    </nav>
  );
}

function Foot() {
  const { t } = useTranslation('sidebar');
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const center = useView((state) => state.center);
  const queue = useLibrary((state) => state.status?.queue);
  const left = queue ? queue.queued + queue.running : 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys between its buttons
    <div ref={list} onKeyDown={onKeyDown} className="flex flex-col gap-px border-t p-2">
      <SidebarRow
        glyph={<Activity size={15} strokeWidth={1.75} aria-hidden="true" />}
        text={t('activity')}
        chosen={center === 'activity'}
        aria-current={center === 'activity' ? 'page' : undefined}
        onClick={() => showCenter('activity')}
      >
        {left > 0 && (
          <Chip tone={queue?.paused ? 'neutral' : 'busy'}>{t(queue?.paused ? 'paused' : 'busy', { count: left })}</Chip>
        )}
      </SidebarRow>
      <SidebarRow
        glyph={<Settings size={15} strokeWidth={1.75} aria-hidden="true" />}
        text={t('settings')}
        chosen={center === 'settings'}
        aria-current={center === 'settings' ? 'page' : undefined}
        onClick={() => showCenter('settings')}
      />
    </div>
  );
}
