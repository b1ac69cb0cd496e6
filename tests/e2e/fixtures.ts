import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { ensureElectron } from '../../build/scripts/electron.ts';
import { dragFiles, dropFiles } from './dropFiles.ts';

const root = join(import.meta.dirname, '../..');
const screens = join(root, 'test-results/screens');

/** The running app and its window. */
export class App {
  readonly electron: ElectronApplication;
  readonly page: Page;

  constructor(electron: ElectronApplication, page: Page) {
    this.electron = electron;
    this.page = page;
  }

  /** Drags files or folders of this machine over the window. */
  async dragOver(paths: string[]): Promise<void> {
    await dragFiles(this.page, 'dragEnter', paths);
    await dragFiles(this.page, 'dragOver', paths);
  }

  /** Drags them over it and lets go. */
  async drop(paths: string[]): Promise<void> {
    await dropFiles(this.page, paths);
  }

  async ask(question: string): Promise<void> {
    await this.page.getByRole('textbox', { name: 'Question' }).fill(question);
    await this.page.keyboard.press('Enter');
  }

  /** The list's row of a file. */
  row(file: string) {
    return this.page.getByRole('grid', { name: 'Papers' }).locator(`[role=row][data-file="${file}"]`);
  }

  /** What the app tells in passing. */
  get notices() {
    return this.page.getByRole('region', { name: /^Notices/ });
  }

  /** Keeps a picture of the window as it is, in both themes. */
  async screen(name: string): Promise<void> {
    for (const colorScheme of ['light', 'dark'] as const) {
      await this.page.emulateMedia({ colorScheme });
      await this.page.screenshot({ path: join(screens, `${name}-${colorScheme}.png`), animations: 'disabled' });
    }
    await this.page.emulateMedia({ colorScheme: null });
  }

  /** Makes the window's inside this large. */
  async resize(width: number, height: number): Promise<void> {
    const size = [width, height] as const;
    await this.electron.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), size);
    await this.page.waitForFunction(([w, h]) => innerWidth === w && innerHeight === h, size);
  }
}

interface Fixtures {
  /** Whether the library's first start shows the introduction; `test.use` sets it. */
  firstRun: boolean;
  /** This test's own folder, empty. */
  folder: string;
  /** Opens the app (another folder's, where one is given) on this test's library, with these settings and files; it is closed after the test. */
  open: (settings?: Record<string, string>, appFolder?: string, files?: string[]) => Promise<App>;
  app: App;
}

export const test = base.extend<Fixtures>({
  firstRun: [false, { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: the runner reads a fixture's needs from this pattern
  folder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'hub-e2e-'));
    await use(folder);
    await rm(folder, { recursive: true, force: true });
  },
  open: async ({ folder, firstRun }, use, testInfo) => {
    const { HUB_ELECTRON, ...env } = process.env as Record<string, string>;
    const executablePath = HUB_ELECTRON ?? (await ensureElectron()).path;
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const running: ElectronApplication[] = [];
    const log: string[] = [];
    const library = join(folder, 'library');
    await mkdir(library, { recursive: true });
    // As on every start but the first.
    if (!firstRun) await writeFile(join(library, 'settings.json'), JSON.stringify({ firstRunDone: true }));
    await use(async (settings = {}, appFolder = root, files = []) => {
      const args = [...asRoot, appFolder, '--data', library, ...files];
      const electron = await _electron.launch({ executablePath, args, env: { ...env, ...settings } });
      running.push(electron);
      electron.process().stderr?.on('data', (data) => log.push(String(data)));
      const page = await electron.firstWindow();
      page.on('console', (message) => log.push(`page ${message.type()}: ${message.text()}\n`));
      page.on('pageerror', (error) => log.push(`page error: ${error.stack}\n`));
      // The introduction, where there is one, hides what lies below it.
      await page.getByRole('heading', { name: 'Library' }).or(page.getByRole('dialog')).first().waitFor();
      return new App(electron, page);
    });
    for (const electron of running) await electron.close().catch(() => undefined);
    if (testInfo.status !== testInfo.expectedStatus)
      await testInfo.attach('app.log', { body: log.join(''), contentType: 'text/plain' });
  },
  app: async ({ open }, use) => {
    await use(await open());
  },
});

/** An app like the built one in a folder of its own, without the models that come with it. */
export async function appWithoutModels(folder: string): Promise<string> {
  const app = join(folder, 'app');
  await mkdir(join(app, 'resources'), { recursive: true });
  await cp(join(root, 'package.json'), join(app, 'package.json'));
  for (const file of ['models.json', 'languages.json']) await cp(join(root, 'resources', file), join(app, 'resources', file));
  await symlink(join(root, 'out'), join(app, 'out'));
  return app;
}

export { expect } from '@playwright/test';
