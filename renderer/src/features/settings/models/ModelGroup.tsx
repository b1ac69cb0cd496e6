import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/ui/Button.tsx';
import { useModels } from '../modelsStore.ts';
import { Group, Rows } from '../parts.tsx';
import { ModelRow } from './ModelRow.tsx';

/** The models of one task: those that are here or on their way, and the others when asked for. */
export function ModelGroup({ task, children }: { task: 'embedding' | 'generation'; children?: React.ReactNode }) {
  const { t } = useTranslation('settings');
  const models = useModels((state) => state.models);
  const installations = useModels((state) => state.installations);
  const [all, setAll] = useState(false);
  const ofTask = models?.filter((model) => model.task === task) ?? [];
  if (ofTask.length === 0 && !children) return null;
  const others = ofTask.filter(({ id, state, inUse }) => state === 'available' && !inUse && !installations[id]);
  const shown = all ? ofTask : ofTask.filter((model) => !others.includes(model));
  return (
    <Group title={t(`models.${task}`)} text={t(`models.${task}Text`)}>
      <Rows>
        {shown.map((model) => (
          <ModelRow key={model.id} model={model} />
        ))}
        {children}
        {others.length > 0 && (
          <div className="px-2 py-1.5">
            <Button size="sm" variant="ghost" aria-expanded={all} onClick={() => setAll(!all)}>
              {all ? t('models.fewer') : t('models.more', { count: others.length })}
            </Button>
          </div>
        )}
      </Rows>
    </Group>
  );
}
