import { dialog } from 'electron';
import { testEndpoint } from '../../../engine/adapters/models/testEndpoint.ts';
import { localContext } from '../localContext.ts';
import { strings } from '../strings.ts';
import type { HostHandlers, HostServices, HostWindow } from './HostHandlers.ts';

type SettingsRoutes = 'settings.get' | 'settings.set' | 'settings.testEndpoint' | 'models.importChosen';

export function settingsHandlers(host: HostServices, { window }: HostWindow): Pick<HostHandlers, SettingsRoutes> {
  const { settings, engine } = host;
  return {
    'settings.get': async () => settings.shown,
    'settings.set': (change) => settings.change(change),
    'settings.testEndpoint': async ({ baseUrl, model, key }) => {
      // A kept key goes to no server but the one it was given for.
      const apiKey = key ?? (await settings.keyFor(baseUrl));
      return await testEndpoint({ baseUrl, model, ...(apiKey ? { apiKey } : {}) });
    },
    'models.importChosen': async ({ kind, id }) => {
      const { title, titleFolder, button, kind: gguf, all } = strings.addModel;
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: kind === 'file' ? title : titleFolder,
        buttonLabel: button,
        filters: [
          { name: gguf, extensions: ['gguf'] },
          { name: all, extensions: ['*'] },
        ],
        properties: [kind === 'file' ? 'openFile' : 'openDirectory'],
      });
      const [path] = filePaths;
      if (canceled || !path) return { model: null };
      return {
        model: await engine.call('models.import', { path, ...(id === undefined ? {} : { id }) }, { ctx: localContext() }),
      };
    },
  };
}
