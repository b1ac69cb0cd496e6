import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/ui/Button.tsx';
import { ModelRow } from '../settings/models/ModelRow.tsx';
import { refreshModels, useModels } from '../settings/modelsStore.ts';
import { Row, Rows } from '../settings/parts.tsx';
import { EndpointForm } from '../settings/sections/EndpointForm.tsx';
import { GgufRow } from '../settings/sections/GgufRow.tsx';
import { useSettings } from '../settings/settingsStore.ts';

/** The search model, which has to be here, and a language model for those who want one. */
export function ModelStep() {
  const { t } = useTranslation('firstRun');
  const embedder = useModels((state) => state.models?.find(({ inUse }) => inUse));
  const endpoint = useSettings((state) => state.settings?.endpoint);
  const [entering, setEntering] = useState(false);
  useEffect(() => void refreshModels(), []);
  return (
    <div className="flex flex-col gap-3">
      <p>{t(embedder && embedder.state !== 'installed' ? 'model.textMissing' : 'model.text')}</p>
      {embedder && (
        <Rows>
          <ModelRow model={embedder} />
        </Rows>
      )}
      <p className="text-muted">{t('model.optional')}</p>
      <Rows>
        <GgufRow />
        <Row title={t('model.endpoint')} text={endpoint ? `${endpoint.model} · ${endpoint.baseUrl}` : t('model.endpointText')}>
          {!entering && (
            <Button size="sm" onClick={() => setEntering(true)}>
              {t('model.setUp')}
            </Button>
          )}
        </Row>
      </Rows>
      {entering && <EndpointForm />}
    </div>
  );
}
