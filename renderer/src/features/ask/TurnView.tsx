import { Icon } from '../../components/Icon.tsx';
import { strings } from '../../strings.ts';
import { AnswerText } from './AnswerText.tsx';
import type { Turn } from './askStore.ts';
import { SourceList } from './SourceList.tsx';

/** A question and what came of it. */
export function TurnView({ turn }: { turn: Turn }) {
  return (
    <article className="turn" data-state={turn.state} aria-busy={turn.state === 'running'}>
      <h2 className="question">{turn.question}</h2>
      <Outcome turn={turn} />
    </article>
  );
}

function Outcome({ turn: { state, text, answer, error } }: { turn: Turn }) {
  if (state === 'failed' && error) {
    return (
      <p className="problem bad" role="alert">
        {strings.ask.failed(error.message, error.action)}
      </p>
    );
  }
  if (!answer) {
    return (
      <>
        {text !== '' && <AnswerText text={text} citations={[]} unsupported={[]} />}
        {state === 'running' && text === '' && <p className="muted pulse">{strings.ask.searching}</p>}
        {state === 'stopped' && <p className="muted">{strings.ask.stopped}</p>}
      </>
    );
  }
  if (!answer.answered) {
    return (
      <div className="not-said">
        <p>
          <strong>{strings.ask.notSaid}</strong>
        </p>
        <p className="muted">{strings.ask.notSaidText}</p>
      </div>
    );
  }
  return (
    <>
      <AnswerText text={answer.answer} citations={answer.citations} unsupported={answer.unsupported} />
      {answer.unsupported.length > 0 && (
        <p className="unsupported-note">
          <Icon name="warning" size={13} /> {strings.ask.unsupportedCount(answer.unsupported.length)}
        </p>
      )}
      <SourceList citations={answer.citations} />
      <p className="answer-meta muted">
        {strings.ask.generators[answer.generator]} · {strings.ask.took(answer.ms.total)}
      </p>
    </>
  );
}
