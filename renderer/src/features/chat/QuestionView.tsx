import { ChevronLeft, ChevronRight, Pencil } from 'lucide-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { longestQuestion, questionParts } from '../../../../shared/domain/conversation.ts';
import { Button, IconButton } from '../../components/ui/Button.tsx';
import { Textarea } from '../../components/ui/fields.tsx';
import { told } from '../../components/ui/Toasts.tsx';
import { LengthNote } from './LengthNote.tsx';
import { showBranch, useRunning } from './threads.ts';
import { askInstead } from './turnActions.ts';
import type { ShownTurn } from './turns.ts';

/** The question, to be changed and asked again; its other versions are a step to the left and right. */
export function QuestionView({ turn, versions }: { turn: ShownTurn; versions: readonly string[] }) {
  const { t } = useTranslation('chat');
  const busy = useRunning(turn.conversationId);
  const [editing, setEditing] = useState(false);
  const pencil = useRef<HTMLButtonElement>(null);
  const { quote, text } = questionParts(turn.question);
  const cancelEditing = () => {
    setEditing(false);
    requestAnimationFrame(() => pencil.current?.focus());
  };
  if (editing) return <QuestionEditor turn={turn} onAsked={() => setEditing(false)} onCancel={cancelEditing} />;
  return (
    <header className="flex items-start gap-1">
      <div className="min-w-0 flex-1">
        {quote && <blockquote className="selectable mb-1 line-clamp-3 border-l-2 pl-2 text-muted text-sm">{quote}</blockquote>}
        <h3 id={`${turn.id}-question`} className="selectable whitespace-pre-wrap break-words font-semibold text-lg">
          {text}
        </h3>
      </div>
      {versions.length > 1 && <VersionSwitch turn={turn} versions={versions} />}
      <IconButton
        ref={pencil}
        icon={Pencil}
        label={t('edit')}
        size="iconSm"
        disabled={busy}
        className="text-muted opacity-0 focus-visible:opacity-100 disabled:opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
        onClick={() => setEditing(true)}
      />
    </header>
  );
}

function VersionSwitch({ turn, versions }: { turn: ShownTurn; versions: readonly string[] }) {
  const { t } = useTranslation('chat');
  const at = versions.indexOf(turn.id);
  const show = (id: string | undefined) => id && void told(() => showBranch(turn.conversationId, id));
  return (
    <fieldset className="flex shrink-0 items-center" aria-label={t('versions')}>
      <IconButton
        icon={ChevronLeft}
        label={t('previousVersion')}
        size="iconSm"
        data-version="previous"
        aria-disabled={at === 0}
        onClick={() => show(versions[at - 1])}
      />
      <span className="min-w-8 text-center text-muted text-xs tabular-nums">
        {t('versionOf', { number: at + 1, count: versions.length })}
      </span>
      <IconButton
        icon={ChevronRight}
        label={t('nextVersion')}
        size="iconSm"
        data-version="next"
        aria-disabled={at === versions.length - 1}
        onClick={() => show(versions[at + 1])}
      />
    </fieldset>
  );
}

/** Enter asks the changed question, Escape leaves it as it was. */
function QuestionEditor({ turn, onAsked, onCancel }: { turn: ShownTurn; onAsked(): void; onCancel(): void }) {
  const { t } = useTranslation(['chat', 'common']);
  const [text, setText] = useState(turn.question);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const askable = text.trim() !== '' && text.trim().length <= longestQuestion;
  const ask = () => {
    if (askable) askInstead(turn, text.trim(), onAsked);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Escape') {
      event.stopPropagation();
      onCancel();
    }
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    ask();
  };
  return (
    <div className="flex flex-col gap-2">
      <Textarea
        ref={field}
        id={`${turn.id}-question`}
        aria-label={t('editQuestion')}
        className="field-sizing-content max-h-60 text-base"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="flex items-center justify-end gap-2">
        <LengthNote length={text.trim().length} />
        <Button size="sm" onClick={onCancel}>
          {t('common:cancel')}
        </Button>
        <Button size="sm" variant="primary" disabled={!askable} onClick={ask}>
          {t('ask')}
        </Button>
      </div>
    </div>
  );
}
