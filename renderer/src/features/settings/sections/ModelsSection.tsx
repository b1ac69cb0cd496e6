import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { formatBytes } from '../../../i18n/format.ts';
import { ModelGroup } from '../models/ModelGroup.tsx';
import { refreshModels, useModels } from '../modelsStore.ts';
import { Group } from '../parts.tsx';
import { EndpointForm } from './EndpointForm.tsx';
import { GgufRow } from './GgufRow.tsx';
import { WriterChoice } from './WriterChoice.tsx';

export function ModelsSection() {
  const { t } = useTranslation('settings');
  useEffect(() => void refreshModels(), []);
  return (
    <>
      <Group title={t('models.writer')} text={t('models.writerText')}>
        <WriterChoice />
      </Group>
      <ModelGroup task="embedding" />
      <ModelGroup task="generation">
        <GgufRow />
      </ModelGroup>
      <ModelsFolder />
      <Group title={t('models.endpoint')} text={t('models.endpointText')}>
        <EndpointForm />
      </Group>
    </>
  );
}

function ModelsFolder() {
  const { t } = useTranslation('settings');
  const { models, freeBytes } = useModels();
  if (!models) return null;
  const taken = models.reduce((sum, model) => sum + (model.state === 'installed' ? model.sizeBytes : model.bytesHere), 0);
  return (
    <div className="mb-7 flex flex-wrap items-center gap-x-4 gap-y-2 text-muted text-sm">
      <Button size="sm" onClick={() => void told(() => hub.host('host.openFolder', { folder: 'models' }))}>
        {t('models.openFolder')}
      </Button>
      <span>{t('models.space', { taken: formatBytes(taken), free: formatBytes(freeBytes) })}</span>
    </div>
  );
}
