import { dialog } from 'electron';
import { testEndpoint } from '../../../engine/adapters/models/testEndpoint.ts';
import { addGguf } from '../settings/addGguf.ts';
import { strings } from '../strings.ts';
import type { HostHandlers, HostServices, HostWindow } from './HostHandlers.ts';

type SettingsRoutes = 'settings.get' | 'settings.set' | 'settings.testEndpoint' | 'settings.addGguf';

export function settingsHandlers(host: HostServices, { window }: HostWindow): Pick<HostHandlers, SettingsRoutes> {
  const { settings, modelsDir } = host;
  return {
    'settings.get': async () => settings.shown,
    'settings.set': (change) => settings.change(change),
    'settings.testEndpoint': async ({ baseUrl, model, key }) => {
      // A kept key goes to no server but the one it was given for.
      const apiKey = key ?? (await settings.keyFor(baseUrl));
      return await testEndpoint({ baseUrl, model, ...(apiKey ? { apiKey } : {}) });
    },
    'settings.addGguf': async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: strings.addModel.title,
        buttonLabel: strings.addModel.button,
        filters: [
          { name: strings.addModel.kind, extensions: ['gguf'] },
          { name: strings.addModel.all, extensions: ['*'] },
        ],
        properties: ['openFile'],
      });
      const [source] = filePaths;
      return { file: canceled || !source ? null : await addGguf(source, modelsDir) };
    },
  };
}
