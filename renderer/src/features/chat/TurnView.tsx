import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Outcome } from './Outcome.tsx';
import { QuestionView } from './QuestionView.tsx';
import { TurnActions } from './TurnActions.tsx';
import type { ShownTurn } from './turns.ts';

/** A question and what came of it. `versions`: the ids of its versions, itself among them, as one word so that it compares by value. */
export const TurnView = memo(function TurnView({ turn, versions }: { turn: ShownTurn; versions: string }) {
  const { t } = useTranslation('chat');
  const running = turn.state === 'running';
  return (
    <article
      data-turn={turn.id}
      data-state={turn.state}
      aria-busy={running}
      aria-labelledby={`${turn.id}-question`}
      className="group flex flex-col gap-3 px-4 py-4 [&+&]:border-t"
    >
      <QuestionView turn={turn} versions={versions.split(' ')} />
      <Outcome turn={turn} />
      {running ? (
        <p className="h-7 animate-pulse text-muted text-xs motion-reduce:animate-none">{t(stageOf(turn))}</p>
      ) : (
        <TurnActions turn={turn} />
      )}
    </article>
  );
});

function stageOf({ generator, evidence, text }: ShownTurn): 'searching' | 'reading' | 'writing' {
  if (generator === 'evidence' || evidence.length === 0) return 'searching';
  return text === '' ? 'reading' : 'writing';
}
