import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where the library lies unless told otherwise: the app and the `hub` command agree on it. */
export function defaultDataDir(platform: NodeJS.Platform, env: Record<string, string | undefined>): string {
  const home = homedir();
  if (platform === 'win32') return join(env.LOCALAPPDATA ?? join(home, 'AppData', 'Local'), 'AI Research Hub');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'AI Research Hub');
  return join(env.XDG_DATA_HOME ?? join(home, '.local', 'share'), 'ai-research-hub');
}
