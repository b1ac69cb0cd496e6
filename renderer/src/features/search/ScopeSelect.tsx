import { useTranslation } from 'react-i18next';
import { type Scope, wholeLibrary } from '../../../../shared/domain/collection.ts';
import { Select } from '../../components/ui/fields.tsx';
import { childrenOf, useOrganisation } from '../library/organisation.ts';
import { setScope, useSearch } from './searchStore.ts';

/** Which papers are searched: all, those of a collection, or those with a tag. */
export function ScopeSelect() {
  const { t } = useTranslation('search');
  const { collections, tags } = useOrganisation();
  const scope = useSearch((state) => state.scope);
  if (collections.length + tags.length === 0) return null;
  const tree = (parentId: string | null, depth: number): { id: string; name: string }[] =>
    childrenOf(collections, parentId).flatMap(({ id, name }) => [
      { id, name: '  '.repeat(depth) + name },
      ...tree(id, depth + 1),
    ]);
  return (
    <Select
      aria-label={t('scope')}
      value={chosenOf(scope)}
      onChange={(event) => setScope(scopeOf(event.target.value))}
      className="h-7 w-40"
    >
      <option value="">{t('everywhere')}</option>
      {collections.length > 0 && (
        <optgroup label={t('collections')}>
          {tree(null, 0).map(({ id, name }) => (
            <option key={id} value={`collection ${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
      {tags.length > 0 && (
        <optgroup label={t('tags')}>
          {tags.map(({ id, name }) => (
            <option key={id} value={`tag ${id}`}>
              {name}
            </option>
          ))}
        </optgroup>
      )}
    </Select>
  );
}

function chosenOf({ collectionIds, tagIds }: Scope): string {
  if (collectionIds[0]) return `collection ${collectionIds[0]}`;
  return tagIds[0] ? `tag ${tagIds[0]}` : '';
}

function scopeOf(value: string): Scope {
  const [kind, id] = value.split(' ');
  if (!id) return wholeLibrary;
  return kind === 'tag' ? { ...wholeLibrary, tagIds: [id] } : { ...wholeLibrary, collectionIds: [id] };
}
