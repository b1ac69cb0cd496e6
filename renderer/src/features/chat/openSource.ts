import type { Citation } from '../../../../shared/domain/passage.ts';
import { openCitation } from '../reader/openDocument.ts';
import { useChat } from './chatStore.ts';

/** Opens what a citation quotes, and remembers which control did. */
export function openSource(citation: Citation, turnId: string, controlId: string): void {
  const from = { turnId, n: citation.n };
  useChat.setState({ openedFrom: { ...from, controlId } });
  openCitation(citation, from);
}

/** Gives the focus to a citation of an answer: the control that opened it, else the first of its number. Returns whether it is there. */
export function focusCitation({ turnId, n }: { turnId: string; n: number }): boolean {
  const { openedFrom } = useChat.getState();
  const same = openedFrom?.turnId === turnId && openedFrom.n === n;
  const control =
    (same ? document.getElementById(openedFrom.controlId) : null) ??
    document.querySelector<HTMLElement>(`[data-citation="${CSS.escape(turnId)} ${n}"]`);
  control?.scrollIntoView({ block: 'nearest' });
  control?.focus();
  return control !== null;
}
