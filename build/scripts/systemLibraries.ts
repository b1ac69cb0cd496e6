import { spawnSync } from 'node:child_process';

/** What Electron needs of Debian and Ubuntu, and a display for it where there is none. Newer releases name some of them `…t64`. */
const packages = [
  'xvfb',
  'xauth',
  'libgtk-3-0',
  'libnss3',
  'libasound2',
  'libgbm1',
  'libatk-bridge2.0-0',
  'libdrm2',
  'libxss1',
  'libxtst6',
  'libnotify4',
  'libsecret-1-0',
  'libx11-xcb1',
  'libxkbcommon0',
  'libcups2',
  'dbus',
  'fonts-dejavu-core',
];

/**
 * Makes sure that the system libraries of the window are there; true when they are. As root the missing ones are installed (and
 * named); otherwise the command that installs them is printed. Does nothing where the system is not Debian's kind.
 */
export function ensureSystemLibraries(): boolean {
  if (process.platform !== 'linux' || output('dpkg-query', ['--version']) === '') return true;
  const missing = missingPackages();
  if (missing.length === 0) return true;
  const root = process.getuid?.() === 0;
  if (root) {
    console.error(`Installing system libraries that the window needs: ${missing.join(' ')}`);
    output('apt-get', ['update']);
  }
  const names = missing.map((name) => (output('apt-cache', ['show', '--no-all-versions', `${name}t64`]) ? `${name}t64` : name));
  const install = ['install', '-y', '--no-install-recommends', ...names];
  if (root) {
    spawnSync('apt-get', install, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    if (missingPackages().length === 0) return true;
  }
  console.error(
    `The window needs system libraries that are not installed. Install them with:\n  sudo apt-get ${install.join(' ')}`,
  );
  return false;
}

function missingPackages(): string[] {
  // Prints a line for each package it knows, and fails for the rest.
  const known = output('dpkg-query', [
    '-W',
    `-f=\${db:Status-Status} \${Package}\n`,
    ...packages.flatMap((name) => [name, `${name}t64`]),
  ]);
  const installed = new Set(known.split('\n'));
  return packages.filter((name) => !installed.has(`installed ${name}`) && !installed.has(`installed ${name}t64`));
}

/** What a program printed; empty when it is not there. */
function output(program: string, args: string[]): string {
  return spawnSync(program, args, { encoding: 'utf8' }).stdout ?? '';
}
