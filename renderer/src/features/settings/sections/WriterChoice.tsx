import { useTranslation } from 'react-i18next';
import { generatorIds } from '../../../../../shared/domain/passage.ts';
import { RadioGroup } from '../../../components/ui/RadioGroup.tsx';
import { useModels } from '../modelsStore.ts';
import { changeSettings, useSettings } from '../settingsStore.ts';

/** What writes answers unless a chat says otherwise. */
export function WriterChoice() {
  const { t } = useTranslation('settings');
  const generators = useModels((state) => state.generators);
  const chosen = useSettings((state) => state.settings?.generator);
  if (!chosen) return null;
  const options = generatorIds.map((value) => {
    const { model = '', unavailable = null } = generators.find(({ id }) => id === value) ?? {};
    const text = value !== 'evidence' && model ? t(`models.${value}Named`, { model }) : t(`models.${value}`);
    // One that is chosen stays choosable: what it needs may come back.
    return {
      value,
      text,
      disabled: unavailable !== null && value !== chosen,
      ...(unavailable ? { description: unavailable } : {}),
    };
  });
  return (
    <RadioGroup
      label={t('models.writer')}
      value={chosen}
      onChange={(generator) => void changeSettings({ generator })}
      options={options}
    />
  );
}
