import { Activity, Library, type LucideIcon, Settings } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Center, showCenter, useView } from '../../app/viewStore.ts';
import { cn } from '../../components/ui/cn.ts';

export function Sidebar() {
  const { t } = useTranslation('sidebar');
  return (
    <nav aria-label={t('label')} className="flex h-full flex-col gap-0.5 overflow-y-auto bg-panel p-2">
      <Place center="library" icon={Library} text={t('library')} />
      <div className="flex-1" />
      <Place center="activity" icon={Activity} text={t('activity')} />
      <Place center="settings" icon={Settings} text={t('settings')} />
    </nav>
  );
}

function Place({ center, icon: Icon, text }: { center: Center; icon: LucideIcon; text: string }) {
  const here = useView((state) => state.center === center);
  return (
    <button
      type="button"
      aria-current={here ? 'page' : undefined}
      onClick={() => showCenter(center)}
      className={cn(
        'flex h-7 items-center gap-2 rounded-md px-2 text-left text-sm hover:bg-hover',
        here && 'bg-chosen text-accent',
      )}
    >
      <Icon size={16} strokeWidth={1.75} aria-hidden="true" />
      {text}
    </button>
  );
}
