import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import { toast } from '../../../components/ui/Toasts.tsx';
import { importModel, refreshModels } from '../modelsStore.ts';
import { Row } from '../parts.tsx';
import { changeSettings } from '../settingsStore.ts';

/** The way to bring a language model file of one's own. */
export function GgufRow() {
  const { t } = useTranslation('settings');
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    const added = await importModel('file');
    setBusy(false);
    if (!added) return;
    const use = () => changeSettings({ generator: 'local', languageModel: added.id }).then(refreshModels);
    toast(t('models.added', { file: added.id }), { action: { text: t('models.useIt'), run: () => void use() } });
  };
  return (
    <Row title={t('models.gguf')} text={t('models.ggufText')}>
      <Button size="sm" disabled={busy} onClick={() => void add()}>
        {t('models.addGguf')}
      </Button>
    </Row>
  );
}
