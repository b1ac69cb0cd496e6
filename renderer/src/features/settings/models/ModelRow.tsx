import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '../../../../../shared/api/routes/modelRoutes.ts';
import { cn } from '../../../components/ui/cn.ts';
import { formatBytes } from '../../../i18n/format.ts';
import { type Installation, useModels } from '../modelsStore.ts';
import { Row } from '../parts.tsx';
import { InstallationState } from './InstallationState.tsx';
import { ModelActions } from './ModelActions.tsx';

/** A model: what it is, where it stands, and what can be done with it. */
export function ModelRow({ model }: { model: ModelStatus }) {
  const installation = useModels((state) => state.installations[model.id]);
  return (
    <Row
      title={model.title}
      text={<Facts model={model} />}
      below={installation && <InstallationState model={model} installation={installation} />}
    >
      <Standing model={model} installation={installation} />
      <ModelActions model={model} installation={installation} />
    </Row>
  );
}

function Facts({ model }: { model: ModelStatus }) {
  const { t } = useTranslation('settings');
  const size = formatBytes(model.sizeBytes);
  const facts = [
    model.sizeExact ? size : t('models.about', { size }),
    model.licence?.name,
    model.embedded > 0 && t('models.embedded', { count: model.embedded }),
  ];
  return (
    <>
      {model.about && <div>{model.about}</div>}
      <div className="text-xs">{facts.filter(Boolean).join(' · ')}</div>
    </>
  );
}

function Standing({ model, installation }: { model: ModelStatus; installation: Installation | undefined }) {
  const { t } = useTranslation('settings');
  const standing = standingOf(model, installation);
  if (!standing) return null;
  return <span className={cn('text-sm', colours[standing])}>{t(`models.${standing}`)}</span>;
}

const colours = {
  inUse: 'text-good',
  installed: 'text-muted',
  paused: 'text-warning',
  corrupt: 'text-bad',
  notInstalled: 'text-warning',
} as const;

/** What the row says of a model at rest; of one that is merely on offer, nothing. */
function standingOf({ state, inUse }: ModelStatus, installation: Installation | undefined): keyof typeof colours | null {
  if (installation) return null;
  if (state === 'installed') return inUse ? 'inUse' : 'installed';
  if (state === 'partial' || state === 'installing') return 'paused';
  if (state === 'corrupt') return 'corrupt';
  return inUse ? 'notInstalled' : null;
}
