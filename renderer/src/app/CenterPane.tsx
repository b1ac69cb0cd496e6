import { ActivityPane } from '../features/activity/ActivityPane.tsx';
import { LibraryPane } from '../features/library/LibraryPane.tsx';
import { Reader } from '../features/reader/Reader.tsx';
import { SearchPane } from '../features/search/SearchPane.tsx';
import { SettingsPane } from '../features/settings/SettingsPane.tsx';
import { useView } from './viewStore.ts';

/** What the person works on: the list of papers, one of them, or one of the app's other places. */
export function CenterPane() {
  const center = useView((state) => state.center);
  if (center === 'reader') return <Reader />;
  if (center === 'settings') return <SettingsPane />;
  if (center === 'search') return <SearchPane />;
  if (center === 'activity') return <ActivityPane />;
  return <LibraryPane />;
}
