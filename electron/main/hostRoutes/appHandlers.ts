import { app, shell } from 'electron';
import { AppError } from '../../../shared/errors/AppError.ts';
import { folderBytes } from '../folderBytes.ts';
import type { HostHandlers, HostServices } from './HostHandlers.ts';

const linkProtocols = new Set(['https:', 'mailto:']);

/** The app itself: what it is, where it leads to, its updates. */
export function appHandlers(
  host: HostServices,
): Pick<HostHandlers, 'host.about' | 'host.openLink' | 'updates.state' | 'updates.check' | 'updates.install'> {
  const { dataDir, modelsDir, updates } = host;
  return {
    'host.about': async () => ({
      version: app.getVersion(),
      electron: process.versions.electron,
      platform: `${process.platform} ${process.arch} ${process.getSystemVersion()}`,
      dataDir,
      dataBytes: await folderBytes(dataDir),
      modelsDir,
    }),
    'host.openLink': async ({ url }) => {
      const link = URL.parse(url);
      if (!link || !linkProtocols.has(link.protocol))
        throw new AppError('forbidden', { message: 'Only web pages (https) and mail addresses can be opened.' });
      await shell.openExternal(link.href);
      return {};
    },
    'updates.state': async () => updates.state,
    'updates.check': () => updates.check(),
    'updates.install': async () => {
      updates.install();
      return {};
    },
  };
}
