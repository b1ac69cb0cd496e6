import { Folder, Plus, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Document } from '../../../../shared/domain/document.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { cn } from '../../components/ui/cn.ts';
import { Menu, type MenuItem } from '../../components/ui/Menu.tsx';
import { dotClass } from '../../components/ui/tagColor.ts';
import { collectionItems, tagItems } from '../library/documentMenu.ts';
import { assign, label, useOrganisation } from '../library/organisation.ts';

/** The collections and tags these papers share, each to be taken off, and more to be added. */
export function Membership({ documents }: { documents: Document[] }) {
  const { t } = useTranslation('details');
  const { collections, tags } = useOrganisation();
  const ids = documents.map(({ id }) => id);
  const shared = (field: 'collectionIds' | 'tagIds', id: string) => documents.every((document) => document[field].includes(id));
  return (
    <div className="flex flex-col gap-2 px-1.5">
      <Row name={t('collections')} addLabel={t('addCollection')} items={() => collectionItems(documents)}>
        {collections
          .filter(({ id }) => shared('collectionIds', id))
          .map(({ id, name }) => (
            <Mark
              key={id}
              name={name}
              glyph={<Folder size={12} aria-hidden="true" />}
              onRemove={() => void assign(id, ids, false)}
            />
          ))}
      </Row>
      <Row name={t('tags')} addLabel={t('addTag')} items={() => tagItems(documents)}>
        {tags
          .filter(({ id }) => shared('tagIds', id))
          .map(({ id, name, color }) => (
            <Mark
              key={id}
              name={name}
              glyph={<span className={cn('size-2 rounded-full', dotClass[color])} />}
              onRemove={() => void label(id, ids, false)}
            />
          ))}
      </Row>
    </div>
  );
}

function Row(props: { name: string; addLabel: string; items(): MenuItem[]; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center gap-1">
      <span className="w-20 shrink-0 text-muted text-sm">{props.name}</span>
      {props.children}
      <Menu items={props.items} trigger={<IconButton icon={Plus} size="iconSm" label={props.addLabel} />} />
    </div>
  );
}

function Mark({ name, glyph, onRemove }: { name: string; glyph: ReactNode; onRemove(): void }) {
  const { t } = useTranslation('details');
  return (
    <span className="flex h-6 max-w-48 items-center gap-1.5 rounded-full border pl-2 text-sm">
      {glyph}
      <span className="truncate">{name}</span>
      <Button variant="ghost" className="size-5 rounded-full" aria-label={t('takeOff', { name })} onClick={onRemove}>
        <X size={12} aria-hidden="true" />
      </Button>
    </span>
  );
}
