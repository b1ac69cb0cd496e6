import { Icon } from '../../components/Icon.tsx';
import { strings } from '../../strings.ts';
import { choosePdfs } from './actions.ts';
import { DocumentList } from './DocumentList.tsx';
import './library.css';
import { useLibrary } from './libraryStore.ts';
import { ModelNotice } from './ModelNotice.tsx';
import { Notices } from './Notices.tsx';
import { QueueStrip } from './QueueStrip.tsx';

export function LibraryPane() {
  const total = useLibrary(({ status }) => (status ? Object.values(status.documents).reduce((sum, n) => sum + n, 0) : null));
  return (
    <section className="pane library" aria-labelledby="library-title">
      <header className="pane-header">
        <h1 id="library-title">{strings.library.title}</h1>
        {total !== null && total > 0 && <span className="muted">{strings.library.total(total)}</span>}
        <button type="button" className="button end" onClick={() => void choosePdfs()}>
          <Icon name="add" /> {strings.library.add}
        </button>
      </header>
      <DocumentList />
      <Notices />
      <ModelNotice />
      <QueueStrip />
    </section>
  );
}
