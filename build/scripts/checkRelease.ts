import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { testBuildMarker } from '../../shared/config/testBuild.ts';

/** `node build/scripts/checkRelease.ts FOLDER`: whether an unpacked package may go to anybody. */

/** What keeps a package (the folder that holds the executable) from being released. */
export function releaseProblems(folder: string): string[] {
  const resources = join(folder, 'resources');
  if (!existsSync(join(resources, 'app.asar'))) return [`${folder} is no package of this app.`];
  const problems: string[] = [];
  if (existsSync(join(resources, testBuildMarker))) problems.push('It is a test build with an unofficial Electron.');
  const feed = join(resources, 'app-update.yml');
  if (existsSync(feed) && !/^url: ['"]?https:/m.test(readFileSync(feed, 'utf8')))
    problems.push('It would look for updates elsewhere than over https.');
  return problems;
}

if (import.meta.main) {
  const folder = process.argv[2] ?? 'dist/linux-unpacked';
  const problems = releaseProblems(folder);
  console.log(problems.length === 0 ? `${folder} may be released.` : `${folder} must not be released. ${problems.join(' ')}`);
  process.exitCode = problems.length === 0 ? 0 : 1;
}
