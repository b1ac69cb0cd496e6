import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import type { EndpointEntry } from './endpointEntry.ts';

/** What the test said, and the way to keep an endpoint that did not pass it. */
export function EndpointOutcome({ entry: { outcome, complete, keepAnyway } }: { entry: EndpointEntry }) {
  const { t } = useTranslation('settings');
  return (
    <div aria-live="polite">
      {outcome?.state === 'choose' && <p className="rounded-md bg-busy-ground px-3 py-2 text-sm">{t('endpoint.choose')}</p>}
      {outcome?.state === 'failed' && (
        <div className="flex flex-wrap items-center gap-2 rounded-md bg-bad-ground px-3 py-2 text-bad text-sm">
          <p className="selectable min-w-40 flex-1">{outcome.message}</p>
          {complete && (
            <Button size="sm" className="text-ink" onClick={() => void keepAnyway()}>
              {t('endpoint.keepAnyway')}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
