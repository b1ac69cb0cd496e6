import type { Citation } from '../../../../shared/domain/passage.ts';
import { Icon } from '../../components/Icon.tsx';
import { strings } from '../../strings.ts';
import { openCitation } from '../reader/openDocument.ts';

export function SourceList({ citations }: { citations: readonly Citation[] }) {
  if (citations.length === 0) return null;
  return (
    <section className="sources">
      <h3>{strings.ask.sources}</h3>
      <ol>
        {citations.map((citation) => (
          <li key={citation.n}>
            <button type="button" className="source" onClick={() => openCitation(citation)}>
              <span className="source-number" aria-hidden="true">
                {citation.n}
              </span>
              <span className="source-body">
                <span className="source-title">
                  {citation.title} <span className="muted">{strings.ask.page(citation.page)}</span>
                </span>
                <q>{citation.quote}</q>
                {!citation.verified && (
                  <span className="unverified">
                    <Icon name="warning" size={13} /> {strings.ask.unverified}
                  </span>
                )}
              </span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}
