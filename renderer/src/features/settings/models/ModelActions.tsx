import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '../../../../../shared/api/routes/modelRoutes.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { confirm } from '../../../components/ui/Confirm.tsx';
import { t as translate } from '../../../i18n/i18n.ts';
import { askToInstall, type Installation, installModel, pauseInstallation, refreshModels, removeModel } from '../modelsStore.ts';
import { changeSettings } from '../settingsStore.ts';

/** The buttons of a model's row. Each bears the model's name for those who hear it alone. */
export function ModelActions({ model, installation }: { model: ModelStatus; installation: Installation | undefined }) {
  const { t } = useTranslation('settings');
  const action = (name: 'pause' | 'retry' | 'resume' | 'repair' | 'install' | 'use' | 'remove', run: () => void) => (
    <Button key={name} size="sm" aria-label={t(`models.${name}Name`, { title: model.title })} onClick={run}>
      {t(`models.${name}`)}
    </Button>
  );
  const { id, state, inUse, removable } = model;
  if (installation?.state === 'running') return action('pause', () => pauseInstallation(id));
  const buttons = [];
  if (installation?.state === 'failed') buttons.push(action('retry', () => void installModel(id)));
  else if (state === 'partial' || state === 'installing') buttons.push(action('resume', () => void installModel(id)));
  else if (state === 'corrupt') buttons.push(action('repair', () => void installModel(id)));
  else if (state === 'available') buttons.push(action('install', () => void askToInstall(id)));
  else if (model.task === 'generation' && !inUse) buttons.push(action('use', () => void answerWith(id)));
  if (removable && !(inUse && state === 'installed')) buttons.push(action('remove', () => void askToRemove(model)));
  return buttons;
}

async function answerWith(id: string): Promise<void> {
  await changeSettings({ languageModel: id, generator: 'local' });
  await refreshModels();
}

async function askToRemove({ id, title, state, embedded, source }: ModelStatus): Promise<void> {
  const kept = embedded > 0 ? ` ${translate('settings:models.removeEmbedded', { count: embedded })}` : '';
  const text = translate(source === 'file' ? 'settings:models.removeFileText' : 'settings:models.removeText');
  const yes = await confirm({
    title: translate('settings:models.removeTitle', { title }),
    text: state === 'installed' ? `${text}${kept}` : translate('settings:models.removePartText'),
    action: translate('settings:models.remove'),
    danger: true,
  });
  if (yes) await removeModel(id);
}
