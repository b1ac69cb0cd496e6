import { useEffect, useState } from 'react';
import { isUnfinished } from '../../../../shared/domain/document.ts';
import { hub } from '../../api/windowHub.ts';

/** What is asked of all papers is asked again this long after the last of them changed. */
const restMs = 1000;

/** Another number each time papers were read, changed or removed. */
export function useLibraryVersion(): number {
  const [version, setVersion] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = hub.onEvent((event) => {
      const changed = event.type === 'document.changed' && !isUnfinished(event.document);
      if (!changed && event.type !== 'document.removed') return;
      clearTimeout(timer);
      timer = setTimeout(() => setVersion((now) => now + 1), restMs);
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, []);
  return version;
}
