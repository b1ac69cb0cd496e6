import { Tabs } from 'radix-ui';
import { type ComponentType, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { cn } from '../../components/ui/cn.ts';
import { useElementWidth } from '../../hooks/useElementWidth.ts';
import { AboutSection } from './sections/AboutSection.tsx';
import { AppearanceSection } from './sections/AppearanceSection.tsx';
import { DeviceSection } from './sections/DeviceSection.tsx';
import { LibrarySection } from './sections/LibrarySection.tsx';
import { ModelsSection } from './sections/ModelsSection.tsx';
import { PrivacySection } from './sections/PrivacySection.tsx';
import { ScansSection } from './sections/ScansSection.tsx';
import { ShortcutsSection } from './sections/ShortcutsSection.tsx';
import { UpdatesSection } from './sections/UpdatesSection.tsx';
import { type Section, sections, showSection, useSection } from './sections.ts';

const views: Record<Section, ComponentType> = {
  models: ModelsSection,
  device: DeviceSection,
  library: LibrarySection,
  scans: ScansSection,
  appearance: AppearanceSection,
  privacy: PrivacySection,
  updates: UpdatesSection,
  shortcuts: ShortcutsSection,
  about: AboutSection,
};
/** Below this the index stands above the section instead of beside it. */
const narrow = 600;

/** Everything a person can set, a section at a time. Each change holds at once. */
export function SettingsPane() {
  const { t } = useTranslation('settings');
  const section = useSection((state) => state.section);
  const View = views[section];
  const pane = useRef<HTMLDivElement>(null);
  const beside = useElementWidth(pane) >= narrow;
  // Whoever comes here by keyboard goes on by keyboard.
  useEffect(() => pane.current?.querySelector<HTMLElement>('[role=tab][data-state=active]')?.focus(), []);
  return (
    <div ref={pane} className="flex h-full flex-col">
      <header className="flex h-11 shrink-0 items-center border-b px-4">
        <h1 className="font-semibold text-base">{t('title')}</h1>
      </header>
      <Tabs.Root
        value={section}
        onValueChange={(value) => showSection(value as Section)}
        orientation={beside ? 'vertical' : 'horizontal'}
        className={cn('flex min-h-0 flex-1', !beside && 'flex-col')}
      >
        <Tabs.List
          aria-label={t('title')}
          className={cn('flex shrink-0 gap-0.5', beside ? 'w-44 flex-col border-r p-2' : 'flex-wrap border-b p-1.5')}
        >
          {sections.map((one) => (
            <Tabs.Trigger
              key={one}
              value={one}
              className="h-7 rounded-md px-2 text-left text-sm hover:bg-hover data-[state=active]:bg-chosen data-[state=active]:text-accent"
            >
              {t(`sections.${one}`)}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <Tabs.Content key={section} value={section} className="min-h-0 min-w-0 flex-1 overflow-y-auto p-5 outline-none">
          <div className="mx-auto max-w-2xl">
            <View />
          </div>
        </Tabs.Content>
      </Tabs.Root>
    </div>
  );
}
