import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '../../../../../shared/api/routes/modelRoutes.ts';
import { hub } from '../../../api/windowHub.ts';
import { Button } from '../../../components/ui/Button.tsx';
import { Dialog, DialogActions } from '../../../components/ui/Dialog.tsx';
import { told } from '../../../components/ui/Toasts.tsx';
import { formatBytes } from '../../../i18n/format.ts';
import { importModel, installModel, stopAsking, useModels } from '../modelsStore.ts';

/** What a model is, its licence and what it takes of this machine, before it is installed. Stands once in the app. */
export function InstallDialog() {
  const { t } = useTranslation(['settings', 'common']);
  const model = useModels((state) => state.models?.find(({ id }) => id === state.asking));
  const then = (act: () => void) => () => {
    stopAsking();
    act();
  };
  return (
    <Dialog open={model !== undefined} onOpenChange={stopAsking} title={t('install.title', { title: model?.title })}>
      {model && (
        <>
          <Terms model={model} />
          <DialogActions>
            {model.source === 'hub' && model.task !== 'generation' && (
              <Button className="mr-auto" onClick={then(() => void importModel('folder', model.id))}>
                {t('install.fromFolder')}
              </Button>
            )}
            <Button onClick={stopAsking}>{t('common:cancel')}</Button>
            <Button variant="primary" onClick={then(() => void installModel(model.id))}>
              {t(model.source === 'made' ? 'install.make' : 'install.install')}
            </Button>
          </DialogActions>
        </>
      )}
    </Dialog>
  );
}

function Terms({ model }: { model: ModelStatus }) {
  const { t } = useTranslation('settings');
  const { freeBytes, memoryBytes } = useModels();
  const size = formatBytes(model.sizeBytes);
  const left = model.sizeBytes - model.bytesHere;
  const lines: [string, string, boolean?][] = [
    [t('install.source'), t(`install.${model.source}`, { name: model.sourceName })],
    [t('install.size'), model.sizeExact ? size : t('models.about', { size })],
    [t('install.disk'), t('install.free', { size: formatBytes(freeBytes) }), left > freeBytes],
  ];
  if (model.memoryBytes !== null) {
    const sizes = { needed: formatBytes(model.memoryBytes), there: formatBytes(memoryBytes) };
    lines.push([t('install.memory'), t('install.memoryText', sizes), model.memoryBytes > memoryBytes]);
  }
  lines.push([t('install.check'), t(`install.${model.source === 'made' ? 'checkMade' : model.hashes}`)]);
  if (model.task === 'embedding' && !model.inUse) lines.push([t('install.use'), t('install.useEmbedding', { id: model.id })]);
  return (
    <>
      {model.about && <p className="text-muted">{model.about}</p>}
      <dl className="selectable grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        <dt className="text-muted">{t('install.licence')}</dt>
        <dd>
          <Licence model={model} />
        </dd>
        {lines.map(([name, text, bad]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className={bad ? 'text-bad' : undefined}>{text}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Licence({ model: { licence } }: { model: ModelStatus }) {
  const { t } = useTranslation('settings');
  if (!licence) return t('install.noLicence');
  return (
    <button
      type="button"
      className="text-left text-accent underline"
      onClick={() => void told(() => hub.host('host.openLink', { url: licence.url }))}
    >
      {t('install.readLicence', { name: licence.name })}
    </button>
  );
}
