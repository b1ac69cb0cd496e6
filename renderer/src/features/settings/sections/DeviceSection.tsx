import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/ui/RadioGroup.tsx';
import { Group } from '../parts.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

export function DeviceSection() {
  const { t } = useTranslation('settings');
  const device = useSettings((state) => state.settings?.device);
  if (!device) return null;
  return (
    <Group title={t('device.label')} text={t('device.text')}>
      <RadioGroup
        label={t('device.label')}
        value={device}
        onChange={(chosen) => void changeSettings({ device: chosen })}
        options={(['cpu', 'webgpu', 'cuda'] as const).map((value) => ({
          value,
          text: t(`device.${value}`),
          description: t(`device.${value}Text`),
        }))}
      />
      <p className="mt-2 px-2 text-muted text-sm">{t('device.restart')}</p>
    </Group>
  );
}
