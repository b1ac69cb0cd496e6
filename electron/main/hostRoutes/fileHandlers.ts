import { mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { app, dialog, shell } from 'electron';
import writeFileAtomic from 'write-file-atomic';
import type { Document } from '../../../shared/domain/document.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { localContext } from '../localContext.ts';
import { strings } from '../strings.ts';
import type { HostHandlers, HostServices, HostWindow } from './HostHandlers.ts';

type FileRoutes = 'host.choosePdfs' | 'host.revealDocument' | 'host.openFolder' | 'host.saveText';

/** What a person does with files through the system's dialogs and file manager. */
export function fileHandlers(host: HostServices, { window, grants }: HostWindow): Pick<HostHandlers, FileRoutes> {
  const { engine, dataDir, modelsDir } = host;
  return {
    'host.choosePdfs': async () => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window, {
        title: strings.addPdfs.title,
        buttonLabel: strings.addPdfs.button,
        filters: [{ name: strings.addPdfs.kind, extensions: ['pdf'] }],
        // Only macOS can offer files and folders in one dialog; a folder can be dropped anywhere.
        properties: ['openFile', 'multiSelections', ...(process.platform === 'darwin' ? (['openDirectory'] as const) : [])],
      });
      return { handles: canceled ? [] : filePaths.map((path) => grants.grant(path)) };
    },
    'host.revealDocument': async ({ id }) => {
      const document = await engine.call('documents.get', { id }, { ctx: localContext() });
      if (document.localPath && (await isStillThere(document.localPath, document))) {
        shell.showItemInFolder(document.localPath);
        return {};
      }
      const file = await engine.blobFile(localContext(), id);
      shell.showItemInFolder(file.path);
      await file.release();
      return {};
    },
    'host.openFolder': async ({ folder }) => {
      const path = folder === 'models' ? modelsDir : dataDir;
      // Nothing may have made the models folder yet.
      await mkdir(path, { recursive: true });
      const problem = await shell.openPath(path);
      if (problem) throw new AppError('access_denied', { message: `The folder cannot be opened: ${problem}` });
      return {};
    },
    'host.saveText': async ({ fileName, text }) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window, {
        defaultPath: join(app.getPath('documents'), safeFileName(fileName)),
      });
      if (canceled || !filePath) return { saved: false };
      await writeFileAtomic(filePath, text).catch((error) => {
        throw AppError.from(error);
      });
      return { saved: true };
    },
  };
}

/** Cheap, and enough to not show what has been put into its place. */
async function isStillThere(path: string, { sizeBytes }: Document): Promise<boolean> {
  const found = await stat(path).catch(() => null);
  return found?.isFile() === true && found.size === sizeBytes;
}

/** A name all systems take, in place of whatever a title holds. */
function safeFileName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what has to go
  const safe = name.replaceAll(/[\x00-\x1f<>:"/\\|?*]+/g, ' ').replaceAll(/^[\s.]+|[\s.]+$/g, '');
  return safe || 'Untitled.txt';
}
