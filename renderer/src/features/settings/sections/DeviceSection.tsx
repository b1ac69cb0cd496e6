import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteOutput } from '../../../../../shared/api/routes.ts';
import { hub } from '../../../api/windowHub.ts';
import { RadioGroup } from '../../../components/ui/RadioGroup.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { DeviceTrials } from '../device/DeviceTrials.tsx';
import { Group } from '../parts.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

export function DeviceSection() {
  const { t } = useTranslation('settings');
  const device = useSettings((state) => state.settings?.device);
  const [state, setState] = useState<RouteOutput<'device.state'> | null>(null);
  useEffect(() => void told(async () => setState(await hub.request('device.state', {}))), []);
  if (!device) return null;
  const wanted = device === 'auto' ? (state?.tuning?.chosen.device ?? 'cpu') : device;
  return (
    <>
      <Group title={t('device.label')} text={t('device.text')}>
        <RadioGroup
          label={t('device.label')}
          value={device}
          onChange={(chosen) => void changeSettings({ device: chosen })}
          options={(['auto', 'cpu', 'webgpu', 'cuda'] as const).map((value) => ({
            value,
            text: t(`device.${value}`),
            description: t(`device.${value}Text`),
          }))}
        />
        <div aria-live="polite" className="mt-2 px-2 text-sm">
          {state?.device && (
            <p className="text-muted">
              {t(state.device === wanted || state.notice ? 'device.inUse' : 'device.inUseUntil', {
                device: t(`device.${state.device}`),
              })}
            </p>
          )}
          {state?.notice && <p className="selectable mt-1 text-warning">{state.notice}</p>}
        </div>
      </Group>
      {state && <DeviceTrials tuning={state.tuning} onTuned={(tuning) => setState({ ...state, tuning })} />}
    </>
  );
}
