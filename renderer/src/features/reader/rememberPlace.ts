import { hub } from '../../api/windowHub.ts';
import type { Spot } from './pdf/PdfSurface.ts';

const pause = 600;

/** Keeps where the person is in a document: when they pause, and when they leave. */
export function rememberPlace(documentId: string, spot: () => Spot): { moved(): void; close(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let last: Spot | undefined;
  const keep = () => {
    clearTimeout(timer);
    timer = undefined;
    // A place that is not kept costs a scroll, not an error in the way.
    if (last) void hub.request('places.set', { documentId, ...last }).catch(() => undefined);
    last = undefined;
  };
  window.addEventListener('pagehide', keep);
  return {
    moved() {
      last = spot();
      timer ??= setTimeout(keep, pause);
    },
    close() {
      window.removeEventListener('pagehide', keep);
      keep();
    },
  };
}
