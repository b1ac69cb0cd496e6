import { CircleAlert, Copy, Inbox, Library, type LucideIcon, Search, Table2, Telescope, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { showCenter, useView } from '../../app/viewStore.ts';
import { useArrowKeys } from '../../hooks/useArrowKeys.ts';
import { trash } from '../library/documentActions.ts';
import { type Counts, showPlace, useLibraryView } from '../library/libraryView.ts';
import { SidebarRow } from './SidebarRow.tsx';
import { usePaperDrop } from './usePaperDrop.ts';

type Kind = 'all' | 'unfiled' | 'duplicates' | 'problems' | 'trash';
const icons: Record<Kind, LucideIcon> = { all: Library, unfiled: Inbox, duplicates: Copy, problems: CircleAlert, trash: Trash2 };

/** The library as a whole and its fixed parts. */
export function Places({ counts }: { counts: Counts }) {
  const list = useRef<HTMLDivElement>(null);
  const onKeyDown = useArrowKeys(list);
  const atDuplicates = useLibraryView((state) => state.place.kind === 'duplicates');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys between its buttons
    <div ref={list} onKeyDown={onKeyDown} className="flex flex-col gap-px">
      <PaneRow pane="search" icon={Search} />
      <PaneRow pane="matrices" icon={Table2} />
      <PaneRow pane="missing" icon={Telescope} />
      <PlaceRow kind="all" count={counts.all} />
      <PlaceRow kind="unfiled" count={counts.unfiled} />
      {(counts.duplicates > 0 || atDuplicates) && <PlaceRow kind="duplicates" count={counts.duplicates} />}
      <PlaceRow kind="problems" count={counts.problems} />
      <PlaceRow kind="trash" count={counts.trash} />
    </div>
  );
}

/** Leads to a pane of its own. */
function PaneRow({ pane, icon: Icon }: { pane: 'search' | 'matrices' | 'missing'; icon: LucideIcon }) {
  const { t } = useTranslation('sidebar');
  const here = useView((state) => state.center === pane);
  return (
    <SidebarRow
      glyph={<Icon size={15} strokeWidth={1.75} aria-hidden="true" />}
      text={t(pane)}
      chosen={here}
      aria-current={here ? 'page' : undefined}
      onClick={() => showCenter(pane)}
    />
  );
}

function PlaceRow({ kind, count }: { kind: Kind; count: number }) {
  const { t } = useTranslation('sidebar');
  const inLibrary = useView((state) => state.center === 'library');
  const here = useLibraryView((state) => state.place.kind === kind) && inLibrary;
  const toTrash = usePaperDrop((ids) => void trash(ids));
  const drop = kind === 'trash' ? toTrash : { over: false, handlers: {} };
  const Icon = icons[kind];
  return (
    <SidebarRow
      glyph={<Icon size={15} strokeWidth={1.75} aria-hidden="true" />}
      text={t(`places.${kind}`)}
      count={count}
      chosen={here || drop.over}
      aria-current={here ? 'page' : undefined}
      onClick={() => showPlace({ kind })}
      {...drop.handlers}
    />
  );
}
