import { create } from 'zustand';
import type { GeneratorStatus } from '../../../../shared/api/routes/modelRoutes.ts';
import type { GeneratorId } from '../../../../shared/domain/passage.ts';
import { defaultSettings } from '../../../../shared/domain/settings.ts';
import { hub } from '../../api/windowHub.ts';
import { told } from '../../components/ui/Toasts.tsx';
import { t } from '../../i18n/i18n.ts';

interface GeneratorsStore {
  generators: readonly GeneratorStatus[];
  /** What writes the answers; one of the settings. */
  chosen: GeneratorId;
}

export const useGenerators = create<GeneratorsStore>(() => ({ generators: [], chosen: defaultSettings.generator }));

export function chooseGenerator(generator: GeneratorId): void {
  useGenerators.setState({ chosen: generator });
  void told(() => hub.host('settings.set', { generator }));
}

/** Looks again at what can be used; a model may have been put there meanwhile. */
export function refreshGenerators(): void {
  void told(async () => useGenerators.setState(await hub.request('generators.list', {})));
}

/** Returns the way to stop. */
export function followGenerators(): () => void {
  refreshGenerators();
  void told(async () => useGenerators.setState({ chosen: (await hub.host('settings.get', {})).generator }));
  return hub.onHostEvent((event) => {
    if (event.type !== 'settings.changed') return;
    useGenerators.setState({ chosen: event.settings.generator });
    refreshGenerators();
  });
}

/** With its model, where one is set up: `Model endpoint (qwen3)`. */
export function generatorName({ id, model }: Pick<GeneratorStatus, 'id' | 'model'>): string {
  const name = t(`chat:generators.${id}`);
  return model ? t('chat:generatorWithModel', { name, model }) : name;
}
