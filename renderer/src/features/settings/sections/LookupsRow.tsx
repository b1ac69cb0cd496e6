import { useTranslation } from 'react-i18next';
import { hub } from '../../../api/windowHub.ts';
import { told } from '../../../components/ui/Toasts.tsx';
import { SwitchRow } from '../SwitchRow.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

/** Whether papers are looked up in registers. Turned on, it begins with those that are here. */
export function LookupsRow() {
  const { t } = useTranslation('settings');
  const lookups = useSettings((state) => state.settings?.lookups ?? false);
  const change = async (checked: boolean) => {
    if ((await changeSettings({ lookups: checked })) && checked) await told(() => hub.request('records.catchUp', {}));
  };
  return (
    <SwitchRow
      title={t('privacy.lookups')}
      text={t('privacy.lookupsText')}
      checked={lookups}
      onChange={(checked) => void change(checked)}
    />
  );
}
