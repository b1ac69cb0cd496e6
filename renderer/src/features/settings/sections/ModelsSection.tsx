import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { refreshModels, useModels } from '../modelsStore.ts';
import { Group, Rows } from '../parts.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import { GgufRow } from './GgufRow.tsx';
import { ModelRow } from './ModelRow.tsx';
import { WriterChoice } from './WriterChoice.tsx';

export function ModelsSection() {
  const { t } = useTranslation('settings');
  const models = useModels((state) => state.models);
  useEffect(() => void refreshModels(), []);
  return (
    <>
      <Group title={t('models.embedding')} text={t('models.embeddingText')}>
        <Rows>
          {models?.map((model) => (
            <ModelRow key={model.id} model={model} />
          ))}
        </Rows>
        <Button size="sm" className="mt-2" onClick={() => void told(() => hub.host('host.openFolder', { folder: 'models' }))}>
          {t('models.openFolder')}
        </Button>
      </Group>
      <Group title={t('models.writer')} text={t('models.writerText')}>
        <WriterChoice />
      </Group>
      <Group title={t('models.language')} text={t('models.languageText')}>
        <Rows>
          <GgufRow />
        </Rows>
      </Group>
      <Group title={t('models.endpoint')} text={t('models.endpointText')}>
        <EndpointForm />
      </Group>
    </>
  );
}
