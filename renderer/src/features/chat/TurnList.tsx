import { useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { branchTo } from '../../../../shared/domain/conversation.ts';
import { Button } from '../../components/ui/Button.tsx';
import { useChat, wishFocus } from './chatStore.ts';
import { focusCitation } from './openSource.ts';
import { TurnView } from './TurnView.tsx';
import { loadThread, useThreads } from './threads.ts';
import { type ShownTurn, versionsOf } from './turns.ts';
import { useFollowEnd } from './useFollowEnd.ts';

const none: readonly ShownTurn[] = [];

/** The turns of the branch shown, oldest first. */
export function TurnList({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation(['chat', 'common']);
  const thread = useThreads((state) => state.threads[conversationId]);
  const turns = thread?.turns ?? none;
  const leafId = thread?.leafId ?? null;
  const branch = useMemo(() => branchTo(turns, leafId), [turns, leafId]);
  const { scroller, content } = useFollowEnd(branch.at(-1)?.id);
  useWishedFocus(branch);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto [scrollbar-gutter:stable]">
      <div ref={content}>
        {thread?.state === 'failed' && thread.turns.length === 0 && (
          <div className="flex flex-col items-start gap-2 p-4">
            <p className="text-bad text-sm">
              {thread.error?.message} {thread.error?.action}
            </p>
            <Button size="sm" onClick={() => void loadThread(conversationId)}>
              {t('common:retry')}
            </Button>
          </div>
        )}
        {branch.map((turn) => (
          <TurnView
            // By its place, so that the arrows between versions keep the focus.
            key={turn.parentId ?? 'first'}
            turn={turn}
            versions={versionsOf(turns, turn)
              .map(({ id }) => id)
              .join(' ')}
          />
        ))}
      </div>
    </div>
  );
}

/** Coming back from the reader, the citation it was opened from has the focus. */
function useWishedFocus(branch: readonly ShownTurn[]): void {
  const wish = useChat((state) => state.focusWish);
  useEffect(() => {
    if (!wish || typeof wish === 'string' || branch.length === 0) return;
    if (focusCitation(wish)) wishFocus(null);
  }, [wish, branch]);
}
