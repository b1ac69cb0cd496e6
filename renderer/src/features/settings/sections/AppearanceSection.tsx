import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/ui/RadioGroup.tsx';
import { Group } from '../parts.tsx';
import { changeSettings, useSettings } from '../settingsStore.ts';

export function AppearanceSection() {
  const { t } = useTranslation('settings');
  const theme = useSettings((state) => state.settings?.theme);
  if (!theme) return null;
  return (
    <Group title={t('appearance.theme')}>
      <RadioGroup
        label={t('appearance.theme')}
        value={theme}
        onChange={(chosen) => void changeSettings({ theme: chosen })}
        options={(['system', 'light', 'dark'] as const).map((value) => ({ value, text: t(`appearance.${value}`) }))}
      />
    </Group>
  );
}
