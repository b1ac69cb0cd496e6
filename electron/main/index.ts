import { app, dialog, protocol } from 'electron';
import { appScheme, pdfScheme } from '../../shared/api/desktopChannels.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { commandLineFiles } from './commandLineFiles.ts';
import { profileDir, readConfig } from './config.ts';
import { GivenFiles, handoverSchema } from './GivenFiles.ts';
import { startHost } from './startHost.ts';

/** The desktop host's entry: one instance a library. */

protocol.registerSchemesAsPrivileged([
  { scheme: appScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  { scheme: pdfScheme, privileges: { standard: true, secure: true, supportFetchAPI: true, corsEnabled: true, stream: true } },
]);

run().catch((error) => {
  const { message, action } = AppError.from(error);
  dialog.showErrorBox(message, action);
  app.exit(1);
});

async function run(): Promise<void> {
  const config = readConfig(process.argv, process.env);
  // In development the app's own folder stands among them.
  const files = commandLineFiles(process.argv.slice(1), process.cwd()).filter((file) => file !== app.getAppPath());
  app.setPath('userData', profileDir(config.dataDir));
  if (!app.requestSingleInstanceLock({ files })) {
    app.quit();
    return;
  }
  const given = new GivenFiles(files);
  // Both may come before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault();
    given.take([path]);
  });
  app.on('second-instance', (_event, _argv, _folder, handover) => {
    given.take(handoverSchema.safeParse(handover).data?.files ?? []);
  });
  await app.whenReady();
  await startHost(config, given);
}
