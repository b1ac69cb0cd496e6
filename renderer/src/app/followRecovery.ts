import { hub } from '../api/windowHub.ts';
import { toast } from '../components/ui/Toasts.tsx';
import { t } from '../i18n/i18n.ts';

/** Says why everything looks as after a start. Returns the way to stop. */
export function followRecovery(): () => void {
  return hub.onHostEvent(({ type }) => {
    if (type === 'window.recovered') toast(t('recovered'));
  });
}
