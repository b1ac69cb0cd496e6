import { useEffect, useState } from 'react';
import type { Document } from '../../../../../shared/domain/document.ts';
import type { Inspection } from '../../../../../shared/domain/inspection.ts';
import { AppError } from '../../../../../shared/errors/AppError.ts';
import { hub } from '../../../api/windowHub.ts';

/** What reading a paper gave, read again whenever work on it came further. */
export function useInspection({ id, status, activeRevisionId, finishedAt }: Document) {
  const [inspection, setInspection] = useState<Inspection | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: with these, what was read is another
  useEffect(() => {
    let current = true;
    hub.request('documents.inspect', { id }).then(
      (answer) => {
        if (!current) return;
        setInspection(answer);
        setError(null);
      },
      (reason) => current && setError(AppError.from(reason)),
    );
    return () => {
      current = false;
    };
  }, [id, status, activeRevisionId, finishedAt]);
  return { inspection, error };
}
