import type { Turn } from '../../../../shared/domain/conversation.ts';
import { announce } from '../../components/LiveRegion.tsx';
import { t } from '../../i18n/i18n.ts';

/** Says aloud that an answer is there, once, not word by word. */
export function announceOutcome({ state, answer, error }: Turn): void {
  if (state === 'stopped') announce(t('chat:stopped'));
  else if (state === 'failed') announce(error ? `${error.message} ${error.action}` : t('chat:failed'));
  else announce(answer?.answered ? t('chat:answered', { count: answer.citations.length }) : t('chat:notSaid'));
}
