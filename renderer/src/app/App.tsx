import { useEffect } from 'react';
import { LiveRegion } from '../components/LiveRegion.tsx';
import { AskPane } from '../features/ask/AskPane.tsx';
import { addDropped } from '../features/library/actions.ts';
import { LibraryPane } from '../features/library/LibraryPane.tsx';
import { followLibrary } from '../features/library/libraryStore.ts';
import { Reader } from '../features/reader/Reader.tsx';
import { useReader } from '../features/reader/readerStore.ts';
import { useFileDrop } from '../hooks/useFileDrop.ts';
import { strings } from '../strings.ts';

const onFiles = (files: File[]) => void addDropped(files);

export function App() {
  const reading = useReader((state) => state.shown !== null);
  const dragging = useFileDrop(onFiles);
  useEffect(followLibrary, []);
  return (
    <>
      <div className={reading ? 'panes reading' : 'panes'}>
        <LibraryPane />
        <AskPane />
        <Reader />
      </div>
      {dragging && (
        <div className="drop-overlay" aria-hidden="true">
          <div className="drop-frame">
            <strong>{strings.library.drop}</strong>
            <span>{strings.library.dropHint}</span>
          </div>
        </div>
      )}
      <LiveRegion />
    </>
  );
}
