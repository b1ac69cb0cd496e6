import { type FormEvent, type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { type GeneratorId, generatorIds } from '../../../../shared/domain/passage.ts';
import { strings } from '../../strings.ts';
import { useLibrary } from '../library/libraryStore.ts';
import './ask.css';
import { ask, chooseGenerator, stopAsking, useAsk } from './askStore.ts';
import { TurnView } from './TurnView.tsx';

export function AskPane() {
  const turns = useAsk((state) => state.turns);
  const empty = useLibrary((state) => state.loading !== 'first' && state.listing.entries.size === 0);
  const running = turns.at(-1)?.state === 'running';
  const end = useRef<HTMLDivElement>(null);
  const last = turns.at(-1)?.id;
  useEffect(() => {
    if (last) end.current?.lastElementChild?.scrollIntoView({ block: 'start' });
  }, [last]);
  return (
    <main className="pane ask" aria-labelledby="ask-title">
      <header className="pane-header">
        <h1 id="ask-title">{strings.ask.title}</h1>
        <GeneratorChoice />
      </header>
      <div className="turns" ref={end}>
        {turns.length === 0 && (
          <div className="empty">
            <h2>{strings.ask.hintTitle}</h2>
            <p className="muted">{empty ? strings.ask.hintEmpty : strings.ask.hintText}</p>
          </div>
        )}
        {turns.map((turn) => (
          <TurnView key={turn.id} turn={turn} />
        ))}
      </div>
      <QuestionBox running={running} />
    </main>
  );
}

function GeneratorChoice() {
  const generator = useAsk((state) => state.generator);
  return (
    <select
      className="end"
      aria-label={strings.ask.answerWith}
      value={generator}
      onChange={(event) => chooseGenerator(event.target.value as GeneratorId)}
    >
      {generatorIds.map((id) => (
        <option key={id} value={id}>
          {strings.ask.generators[id]}
        </option>
      ))}
    </select>
  );
}

/** Enter asks, Shift+Enter begins a new line. */
function QuestionBox({ running }: { running: boolean }) {
  const [text, setText] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (running || text.trim() === '') return;
    void ask(text.trim());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    submit(event);
  };
  return (
    <form className="question-box" onSubmit={submit}>
      <textarea
        aria-label={strings.ask.label}
        placeholder={strings.ask.placeholder}
        rows={1}
        maxLength={2000}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {running ? (
        <button type="button" className="button" onClick={stopAsking}>
          {strings.ask.stop}
        </button>
      ) : (
        <button type="submit" className="button primary" disabled={text.trim() === ''}>
          {strings.ask.submit}
        </button>
      )}
    </form>
  );
}
