import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Group, Panel, Separator, useDefaultLayout } from 'react-resizable-panels';
import { Sidebar } from '../features/sidebar/Sidebar.tsx';
import { useCommand } from '../hooks/useCommand.ts';
import { CenterPane } from './CenterPane.tsx';
import { SidebarRail, SideRail } from './Rail.tsx';
import { SidebarHead } from './SidebarHead.tsx';
import { SidePane } from './SidePane.tsx';
import { usePaneFocus } from './usePaneFocus.ts';
import { showCenter, toggleSide, toggleSidebar, useView } from './viewStore.ts';

function toLibrary(): void {
  // The list, once it is there, takes the focus if nobody has it.
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  showCenter('library');
}
const toSearch = () => showCenter('search');
const toActivity = () => showCenter('activity');
const toSettings = () => showCenter('settings');

/** Sidebar · list or reader · chat or details. Each side can be put away; widths are remembered. */
export function Shell() {
  const { t } = useTranslation();
  const { sidebarOpen, sideOpen, center } = useView();
  usePaneFocus('sidebar', sidebarOpen);
  usePaneFocus('side', sideOpen);
  useCommand('toggleSidebar', toggleSidebar);
  useCommand('toggleSide', toggleSide);
  // Those that are shown take their command themselves.
  useCommand('library', toLibrary, center !== 'library');
  useCommand('search', toSearch, center !== 'search');
  useCommand('activity', toActivity);
  useCommand('settings', toSettings);
  const panelIds = [...(sidebarOpen ? ['sidebar'] : []), 'center', ...(sideOpen ? ['side'] : [])];
  const { defaultLayout, onLayoutChanged } = useDefaultLayout({ id: 'panes', panelIds, storage: localStorage });
  return (
    <div className="flex h-full">
      {!sidebarOpen && <SidebarRail />}
      <Group {...(defaultLayout ? { defaultLayout } : {})} onLayoutChanged={onLayoutChanged} className="min-w-0 flex-1">
        {sidebarOpen && (
          <>
            <Panel id="sidebar" defaultSize={216} minSize={168} maxSize={360} groupResizeBehavior="preserve-pixel-size">
              <div className="flex h-full flex-col bg-panel">
                <SidebarHead />
                <div className="min-h-0 flex-1">
                  <Sidebar />
                </div>
              </div>
            </Panel>
            <Edge label={t('resizeSidebar')} />
          </>
        )}
        <Panel id="center" minSize={360}>
          <Landmark as="main">
            <CenterPane />
          </Landmark>
        </Panel>
        {sideOpen && (
          <>
            <Edge label={t('resizeSide')} />
            <Panel id="side" defaultSize={420} minSize={300} maxSize="65%" groupResizeBehavior="preserve-pixel-size">
              <Landmark as="aside" label={t('sidePanel')}>
                <SidePane />
              </Landmark>
            </Panel>
          </>
        )}
      </Group>
      {!sideOpen && <SideRail />}
    </div>
  );
}

function Landmark({ as: Tag, label, children }: { as: 'main' | 'aside'; label?: string; children: ReactNode }) {
  return (
    <Tag aria-label={label} className="h-full min-h-0 min-w-0 overflow-hidden">
      {children}
    </Tag>
  );
}

function Edge({ label }: { label: string }) {
  return (
    <Separator
      // A name that shows on hover; axe takes an aria-label for text outside of all landmarks.
      title={label}
      className="w-px bg-line outline-none hover:bg-accent focus-visible:bg-accent data-[separator=active]:bg-accent"
    />
  );
}
