import { lazy, Suspense } from 'react';
import { ActivityPane } from '../features/activity/ActivityPane.tsx';
import { MissingPane } from '../features/citations/MissingPane.tsx';
import { LibraryPane } from '../features/library/LibraryPane.tsx';
import { MatricesPane } from '../features/matrices/MatricesPane.tsx';
import { SearchPane } from '../features/search/SearchPane.tsx';
import { useView } from './viewStore.ts';

// The list is what a start waits for; these come behind it.
const loadReader = () => import('../features/reader/Reader.tsx');
const loadSettings = () => import('../features/settings/SettingsPane.tsx');
const Reader = lazy(async () => ({ default: (await loadReader()).Reader }));
const SettingsPane = lazy(async () => ({ default: (await loadSettings()).SettingsPane }));

/** Loads what is not shown yet while the window has nothing else to do, so that it opens at once. */
export function loadBehind(): void {
  requestIdleCallback(() => {
    void loadReader();
    void loadSettings();
  });
}

/** What the person works on: the list of papers, one of them, or one of the app's other places. */
export function CenterPane() {
  const center = useView((state) => state.center);
  if (center === 'search') return <SearchPane />;
  if (center === 'matrices') return <MatricesPane />;
  if (center === 'missing') return <MissingPane />;
  if (center === 'activity') return <ActivityPane />;
  if (center === 'library') return <LibraryPane />;
  return <Suspense>{center === 'reader' ? <Reader /> : <SettingsPane />}</Suspense>;
}
