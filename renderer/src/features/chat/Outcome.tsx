import { CircleHelp, SearchX, Square, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { openSettings } from '../settings/sections.ts';
import { AnswerText } from './AnswerText.tsx';
import { EvidenceList } from './EvidenceList.tsx';
import { SourceList } from './SourceList.tsx';
import { isWhole, useScope } from './scope.ts';
import { useRunning } from './threads.ts';
import { askWholeLibrary, tryAgain } from './turnActions.ts';
import type { ShownTurn } from './turns.ts';

/** What came of a question: the library's sentences first, then what a model wrote from them, then what there is to say about it. */
export function Outcome({ turn }: { turn: ShownTurn }) {
  const { t } = useTranslation('chat');
  const { state, generator, answer, evidence, text } = turn;
  const notSaid = state === 'done' && answer?.answered === false;
  if (generator === 'evidence') {
    const citations = answer ? turn.citations : evidence;
    return (
      <>
        {citations.length > 0 && (
          <Part title={t('evidence')}>
            <EvidenceList turnId={turn.id} citations={citations} numbered />
          </Part>
        )}
        {notSaid && <NotSaid turn={turn} />}
        <Ended turn={turn} />
      </>
    );
  }
  return (
    <>
      {evidence.length > 0 && (
        <Part title={t('evidence')}>
          <EvidenceList turnId={turn.id} citations={evidence} numbered={false} />
        </Part>
      )}
      {notSaid && <NotSaid turn={turn} />}
      {text !== '' && (
        <Part title={t('written')}>
          <AnswerText turn={turn} />
          <UnsupportedNote count={turn.unsupported.length} />
        </Part>
      )}
      {state !== 'running' && <SourceList turn={turn} />}
      <Ended turn={turn} />
    </>
  );
}

/** Headings, not landmarks: a long chat would have dozens of those. */
function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <h4 className="font-medium text-muted text-xs">{title}</h4>
      {children}
    </div>
  );
}

function UnsupportedNote({ count }: { count: number }) {
  const { t } = useTranslation('chat');
  if (count === 0) return null;
  return (
    <p className="mt-1 flex gap-2 rounded-md bg-warning-ground px-2.5 py-1.5 text-sm">
      <CircleHelp size={14} aria-hidden="true" className="mt-0.5 shrink-0 text-warning" />
      <span>
        <strong className="font-medium">{t('unsupportedCount', { count })}</strong> {t('unsupportedText')}
      </span>
    </p>
  );
}

function NotSaid({ turn }: { turn: ShownTurn }) {
  const { t } = useTranslation('chat');
  const whole = isWhole(useScope());
  const busy = useRunning(turn.conversationId);
  return (
    <div className="flex gap-2.5 rounded-md border bg-panel px-3 py-2.5">
      <SearchX size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-muted" />
      <div>
        <p className="font-medium">{t('notSaid')}</p>
        <p className="text-muted text-sm">{whole ? t('notSaidWhole') : t('notSaidScope')}</p>
        {!whole && (
          <Button size="sm" className="mt-2" disabled={busy} onClick={() => askWholeLibrary(turn)}>
            {t('askWholeLibrary')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** An answer that was broken off says so, and what can be done. */
function Ended({ turn }: { turn: ShownTurn }) {
  const { t } = useTranslation('chat');
  const busy = useRunning(turn.conversationId);
  if (turn.state === 'stopped') {
    return (
      <p className="flex items-center gap-2 text-muted text-sm">
        <Square size={12} aria-hidden="true" />
        {t('stopped')}
      </p>
    );
  }
  if (turn.state !== 'failed') return null;
  return (
    <div className="flex gap-2.5 rounded-md bg-bad-ground px-3 py-2.5">
      <TriangleAlert size={16} aria-hidden="true" className="mt-0.5 shrink-0 text-bad" />
      <div>
        <p className="font-medium">{turn.error?.message ?? t('failed')}</p>
        <p className="text-sm">{turn.error?.action}</p>
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" disabled={busy} onClick={() => tryAgain(turn)}>
            {t('tryAgain')}
          </Button>
          {turn.generator !== 'evidence' && (
            <>
              <Button size="sm" disabled={busy} onClick={() => tryAgain(turn, 'evidence')}>
                {t('tryWithEvidence')}
              </Button>
              <Button size="sm" variant="ghost" onClick={() => openSettings('models')}>
                {t('openSettings')}
              </Button>
            </>
          )}
        </div>
      </div>
    </div>
  );
}
