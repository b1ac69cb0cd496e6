import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Matrix } from '../../../../shared/domain/matrix.ts';
import { Button } from '../../components/ui/Button.tsx';
import { Menu, type MenuItem } from '../../components/ui/Menu.tsx';
import { t as say } from '../../i18n/i18n.ts';
import { useLibrary } from '../library/libraryStore.ts';
import { useOrganisation } from '../library/organisation.ts';
import { useSelection } from '../library/selection.ts';
import { addPapers } from './matrixActions.ts';

/** Adds rows: the papers chosen in the library, all, or those of a collection. */
export function PaperMenu({ matrix }: { matrix: Matrix }) {
  const { t } = useTranslation('matrices');
  return (
    <Menu
      trigger={
        <Button size="sm">
          <Plus size={14} aria-hidden="true" />
          {t('addPapers')}
        </Button>
      }
      items={() => offers(matrix)}
    />
  );
}

function offers(matrix: Matrix): MenuItem[] {
  const documents = [...useLibrary.getState().listing.entries.values()]
    .map(({ document }) => document)
    .filter(({ deletedAt }) => deletedAt === null);
  const there = new Set(matrix.documentIds);
  const offer = (text: string, ids: string[]): MenuItem => {
    const added = ids.filter((id) => !there.has(id));
    return { text: `${text} (${added.length})`, disabled: added.length === 0, onSelect: () => void addPapers(matrix, added) };
  };
  const chosen = useSelection.getState().ids;
  const { collections } = useOrganisation.getState();
  return [
    offer(
      say('matrices:offer.chosen'),
      documents.filter(({ id }) => chosen.has(id)).map(({ id }) => id),
    ),
    offer(
      say('matrices:allPapers'),
      documents.map(({ id }) => id),
    ),
    ...(collections.length > 0 ? [{ type: 'separator' } as const] : []),
    ...collections.map(({ id, name }) =>
      offer(
        name,
        documents.filter(({ collectionIds }) => collectionIds.includes(id)).map((document) => document.id),
      ),
    ),
  ];
}
