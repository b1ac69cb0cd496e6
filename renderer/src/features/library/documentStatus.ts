import type { Document } from '../../../../shared/domain/document.ts';
import { strings } from '../../strings.ts';

export type Tone = 'neutral' | 'busy' | 'good' | 'warning' | 'bad';

export interface StatusView {
  label: string;
  tone: Tone;
  /** How far it is, as words; empty when that says nothing. */
  detail: string;
  /** 0…1; null when it is not being worked on or nothing is known. */
  progress: number | null;
}

const fraction = (done: number, all: number) => (all > 0 ? Math.min(1, done / all) : null);

/** What a document's status looks like. */
export function statusView(document: Document): StatusView {
  const { status } = document;
  const label = strings.status[status];
  switch (status) {
    case 'queued':
      return { label, tone: 'neutral', detail: '', progress: null };
    case 'parsing': {
      const progress = fraction(document.pagesDone, document.pageCount);
      const detail = progress === null ? '' : strings.status.pageOf(document.pagesDone, document.pageCount);
      return { label, tone: 'busy', detail, progress };
    }
    case 'embedding': {
      const progress = fraction(document.chunksEmbedded, document.chunkCount);
      return { label, tone: 'busy', detail: progress === null ? '' : strings.status.percent(progress), progress };
    }
    case 'ready':
      if (document.vectors === 'none') return { label: strings.status.wordsOnly, tone: 'good', detail: '', progress: null };
      return { label, tone: 'good', detail: '', progress: null };
    case 'partial':
      return { label, tone: 'warning', detail: '', progress: null };
    case 'failed':
      return { label, tone: 'bad', detail: '', progress: null };
    case 'cancelled':
      return { label, tone: 'neutral', detail: '', progress: null };
  }
}
