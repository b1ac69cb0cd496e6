import { useTranslation } from 'react-i18next';
import { RadioGroup } from '../../../components/ui/RadioGroup.tsx';
import { chooseGenerator, generatorName, useGenerators } from '../../chat/generators.ts';

/** What writes answers. */
export function WriterChoice() {
  const { t } = useTranslation('settings');
  const { generators, chosen } = useGenerators();
  const options = generators.map((generator) => ({
    value: generator.id,
    text: generatorName(generator),
    // One that is chosen stays choosable: what it needs may come back.
    disabled: generator.unavailable !== null && generator.id !== chosen,
    ...(generator.unavailable ? { description: generator.unavailable } : {}),
  }));
  return <RadioGroup label={t('models.writer')} value={chosen} onChange={chooseGenerator} options={options} />;
}
