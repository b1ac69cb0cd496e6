import { ChevronDown, ChevronRight, Folder } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Collection } from '../../../../shared/domain/collection.ts';
import { useView } from '../../app/viewStore.ts';
import { cn } from '../../components/ui/cn.ts';
import { ContextMenu } from '../../components/ui/Menu.tsx';
import { showPlace, useLibraryView } from '../library/libraryView.ts';
import { changeCollection, childrenOf, useOrganisation } from '../library/organisation.ts';
import { collectionMenu, deleteCollection } from './collectionMenu.ts';
import { InlineName } from './InlineName.tsx';
import { Count, rowLook } from './SidebarRow.tsx';
import { setOpen, useTree } from './treeStore.ts';
import { draggedCollection, useCollectionDrop } from './useCollectionDrop.ts';

interface Props {
  collection: Collection;
  level: number;
  counts: ReadonlyMap<string, number>;
}

/** A collection and, where it is open, those that lie in it. */
export function CollectionRow({ collection, level, counts }: Props) {
  const { id, name } = collection;
  const inner = childrenOf(
    useOrganisation((state) => state.collections),
    id,
  );
  const open = useTree((state) => !state.closed.includes(id));
  const inLibrary = useView((state) => state.center === 'library');
  const here = useLibraryView(({ place }) => place.kind === 'collection' && place.id === id) && inLibrary;
  const [renaming, setRenaming] = useState(false);
  const drop = useCollectionDrop(id);
  const rename = () => setRenaming(true);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === 'Enter' || event.key === ' ') showPlace({ kind: 'collection', id });
    else if (event.key === 'F2') rename();
    else if (event.key === 'Delete') void deleteCollection(collection);
    else if (event.key === 'ArrowRight' && inner.length > 0) setOpen(id, true);
    else if (event.key === 'ArrowLeft' && inner.length > 0) setOpen(id, false);
    else return;
    event.preventDefault();
  };
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <>
      <ContextMenu items={() => collectionMenu(collection, rename)}>
        <div
          role="treeitem"
          data-stop
          tabIndex={-1}
          aria-level={level}
          aria-selected={here}
          aria-expanded={inner.length > 0 ? open : undefined}
          draggable={!renaming}
          onDragStart={(event) => event.dataTransfer.setData(draggedCollection, id)}
          onClick={() => showPlace({ kind: 'collection', id })}
          onDoubleClick={rename}
          onKeyDown={onKeyDown}
          {...drop.handlers}
          style={{ paddingInlineStart: 8 + (level - 1) * 14 }}
          className={cn(rowLook, here && 'bg-chosen text-accent', drop.over && 'bg-chosen outline-2 outline-accent')}
        >
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Left and Right do the same by keyboard */}
          {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
          <span
            className="flex w-4 shrink-0 justify-center"
            onClick={(event) => {
              if (inner.length === 0) return;
              event.stopPropagation();
              setOpen(id, !open);
            }}
          >
            {inner.length > 0 ? (
              <Chevron size={14} aria-hidden="true" />
            ) : (
              <Folder size={15} strokeWidth={1.75} aria-hidden="true" />
            )}
          </span>
          {renaming ? (
            <InlineName
              name={name}
              onEnd={(changed) => {
                setRenaming(false);
                if (changed !== null) void changeCollection(id, { name: changed });
              }}
            />
          ) : (
            <span className="min-w-0 flex-1 truncate">{name}</span>
          )}
          {counts.get(id) ? <Count>{counts.get(id) ?? 0}</Count> : null}
        </div>
      </ContextMenu>
      {open && inner.map((child) => <CollectionRow key={child.id} collection={child} level={level + 1} counts={counts} />)}
    </>
  );
}
