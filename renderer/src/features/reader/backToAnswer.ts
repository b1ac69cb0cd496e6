import { showCitation } from '../chat/chatActions.ts';
import type { Target } from './readerStore.ts';

/** Shows the answer a citation came from, beside the page, with that citation in the focus. */
export function backToAnswer(from: NonNullable<Target['from']>): void {
  showCitation(from);
}
