import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Device } from '../../../../../shared/domain/settings.ts';
import { hub } from '../../../api/windowHub.ts';
import { RadioGroup } from '../../../components/ui/RadioGroup.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { Group } from '../parts.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

export function DeviceSection() {
  const { t } = useTranslation('settings');
  const device = useSettings((state) => state.settings?.device);
  const [inUse, setInUse] = useState<Device | null>(null);
  useEffect(() => void told(async () => setInUse((await hub.host('host.about', {})).device)), []);
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
      {inUse && (
        <p aria-live="polite" className="mt-2 px-2 text-muted text-sm">
          {t(inUse === device ? 'device.inUse' : 'device.inUseUntil', { device: t(`device.${inUse}`) })}
        </p>
      )}
    </Group>
  );
}
