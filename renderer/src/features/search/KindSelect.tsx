import { useTranslation } from 'react-i18next';
import { Select } from '../../components/ui/fields.tsx';
import { type SearchKind, setKind, useSearch } from './searchStore.ts';

const kinds: readonly SearchKind[] = ['passages', 'quote', 'numbers'];

export function KindSelect() {
  const { t } = useTranslation('search');
  const kind = useSearch((state) => state.kind);
  return (
    <Select
      aria-label={t('kind')}
      value={kind}
      onChange={(event) => setKind(event.target.value as SearchKind)}
      className="h-7 w-28"
    >
      {kinds.map((one) => (
        <option key={one} value={one}>
          {t(`kinds.${one}.name`)}
        </option>
      ))}
    </Select>
  );
}
