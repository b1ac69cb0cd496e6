import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { toast, told } from '../../../components/ui/Toasts.tsx';
import { useGenerators } from '../../chat/generators.ts';
import { refreshModels } from '../modelsStore.ts';
import { Row } from '../parts.tsx';
import { changeSettings } from '../settingsStore.ts';

/** The language model file that is found, and the way to add one. */
export function GgufRow() {
  const { t } = useTranslation('settings');
  const model = useGenerators((state) => state.generators.find(({ id }) => id === 'local')?.model);
  const [busy, setBusy] = useState(false);
  const add = async () => {
    setBusy(true);
    await told(addGguf);
    setBusy(false);
  };
  return (
    <Row title={t('models.gguf')} text={model || t('models.noGguf')}>
      <Button size="sm" disabled={busy} onClick={() => void add()}>
        {t('models.addGguf')}
      </Button>
    </Row>
  );

  async function addGguf() {
    const { file } = await hub.host('settings.addGguf', {});
    if (!file) return;
    await refreshModels();
    const action = { text: t('models.useIt'), run: () => void changeSettings({ generator: 'local' }) };
    toast(t('models.added', { file: file.split(/[/\\]/).at(-1) ?? file }), { action });
  }
}
