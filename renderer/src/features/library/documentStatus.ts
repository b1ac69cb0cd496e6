import { type Document, isUnfinished } from '../../../../shared/domain/document.ts';
import { t } from '../../i18n/i18n.ts';

export type Tone = 'neutral' | 'busy' | 'good' | 'warning' | 'bad';

export interface StatusView {
  label: string;
  tone: Tone;
  /** How far it is, as words; empty when that says nothing. */
  detail: string;
  /** 0…1; null when it is not being worked on or nothing is known. */
  progress: number | null;
}

const tones: Record<Document['status'], Tone> = {
  queued: 'neutral',
  parsing: 'busy',
  embedding: 'busy',
  ready: 'good',
  partial: 'warning',
  failed: 'bad',
  cancelled: 'neutral',
};

/** What a document's status looks like. */
export function statusView(document: Document): StatusView {
  const { status } = document;
  const wordsOnly = status === 'ready' && document.vectors === 'none';
  const label = t(`library:status.${wordsOnly ? 'wordsOnly' : status}`);
  const plain = { label, tone: tones[status], detail: '', progress: null };
  if (status === 'parsing') {
    const { pagesDone: done, pageCount: all } = document;
    return all === 0 ? plain : { ...plain, detail: t('library:pageOf', { done, all }), progress: Math.min(1, done / all) };
  }
  if (status === 'embedding' && document.chunkCount > 0) {
    const progress = Math.min(1, document.chunksEmbedded / document.chunkCount);
    return { ...plain, detail: t('library:percent', { percent: Math.floor(progress * 100) }), progress };
  }
  return plain;
}

export const canRetry = (document: Document) => ['failed', 'partial', 'cancelled'].includes(document.status);
export const canCancel = (document: Document) => isUnfinished(document);

/** Stays only as exact as a guess can be: `about 4 min left`. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(1, Math.round(ms / 1000));
  if (seconds < 60) return t('library:left.seconds', { count: seconds });
  const minutes = Math.round(seconds / 60);
  return minutes < 60
    ? t('library:left.minutes', { count: minutes })
    : t('library:left.hours', { count: Math.round(minutes / 60) });
}
