import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ensureElectron } from './electron.ts';
import { ensureSystemLibraries } from './systemLibraries.ts';

/**
 * `npm test`: unit, contract and integration tests (Vitest), then the app in a real window (Playwright). Extra arguments go to both
 * runners, so `npm test -- reader` runs the files with that name in either.
 */
const root = join(import.meta.dirname, '../..');
const results = join(root, 'test-results');
const reports = { unit: join(results, 'unit.json'), e2e: join(results, 'e2e.json') };
const extra = process.argv.slice(2);

interface Counts {
  passed: number;
  failed: number;
}

if (!ensureSystemLibraries()) process.exit(1);
const electron = await ensureElectron();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

if (run('electron-vite', ['build', '--logLevel', 'warn']) !== 0) finish({ passed: 0, failed: 1 });
const unit = counted(
  run('vitest', ['run', '--project', 'unit', '--reporter=default', '--reporter=json', `--outputFile.json=${reports.unit}`]),
  reports.unit,
  (report: { numPassedTests: number; numFailedTests: number }) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }),
);
const e2e = counted(
  run('playwright', ['test', '--project=app']),
  reports.e2e,
  (report: { stats: { expected: number; flaky: number; unexpected: number } }) => ({
    passed: report.stats.expected + report.stats.flaky,
    failed: report.stats.unexpected,
  }),
);
finish({ passed: unit.passed + e2e.passed, failed: unit.failed + e2e.failed });

function run(tool: 'electron-vite' | 'vitest' | 'playwright', args: string[]): number {
  const own = tool === 'electron-vite' ? [] : [...extra, ...(extra.length ? [allowNone(tool)] : [])];
  const command = [join(root, 'node_modules/.bin', tool), ...args, ...own];
  const needsDisplay =
    tool === 'playwright' && process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
  const line = needsDisplay ? ['xvfb-run', '-a', '-s', '-screen 0 1600x1000x24', ...command] : command;
  const { status, error } = spawnSync(line[0] as string, line.slice(1), {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
    env: { ...process.env, HUB_ELECTRON: electron.path, HUB_E2E_REPORT: reports.e2e },
  });
  if (error) console.error(error.message);
  return status ?? 1;
}

/** A file name may be in one runner only. */
function allowNone(tool: 'vitest' | 'playwright'): string {
  return tool === 'vitest' ? '--passWithNoTests' : '--pass-with-no-tests';
}

/** The runner's own counts; a runner that failed without a failed test (a file that does not load, a crash) counts as one failure. */
function counted<R>(status: number, file: string, read: (report: R) => Counts): Counts {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, 'utf8')) as R) : { passed: 0, failed: 0 };
  return status !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function finish({ passed, failed }: Counts): never {
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exit(failed > 0 || passed === 0 ? 1 : 0);
}
