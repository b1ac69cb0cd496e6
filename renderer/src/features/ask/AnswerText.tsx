import { useMemo } from 'react';
import type { Citation } from '../../../../shared/domain/passage.ts';
import { strings } from '../../strings.ts';
import { answerSegments } from '../chat/answerSegments.ts';
import { openCitation } from '../reader/openDocument.ts';

/** An answer with its citations as buttons and what nothing supports marked. */
export function AnswerText({
  text,
  citations,
  unsupported,
}: {
  text: string;
  citations: readonly Citation[];
  unsupported: readonly string[];
}) {
  const segments = useMemo(() => {
    return answerSegments(text, citations, unsupported).map((segment, at) => ({ ...segment, key: `${at}` }));
  }, [text, citations, unsupported]);
  return (
    <p className="answer-text">
      {segments.map((segment) => {
        if (segment.type === 'citation') return <CitationButton key={segment.key} n={segment.n} citations={citations} />;
        if (!segment.unsupported) return <span key={segment.key}>{segment.text}</span>;
        return (
          <mark key={segment.key} className="unsupported" title={strings.ask.unsupported}>
            {segment.text}
          </mark>
        );
      })}
    </p>
  );
}

function CitationButton({ n, citations }: { n: number; citations: readonly Citation[] }) {
  const citation = citations.find((candidate) => candidate.n === n);
  if (!citation) return null;
  const label = strings.ask.source(n, citation.title, citation.page);
  return (
    <button type="button" className="citation" aria-label={label} title={label} onClick={() => openCitation(citation)}>
      {n}
    </button>
  );
}
