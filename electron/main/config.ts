import { join, resolve } from 'node:path';
import { type Config, parseConfig } from '../../shared/config/config.ts';
import { defaultDataDir } from '../../shared/config/dataDir.ts';

export interface HostConfig {
  engine: Config;
  /** Folder of the library. */
  dataDir: string;
  /** Whether the main process reports how late its event loop runs. */
  measure: boolean;
}

/** The host's settings, from its arguments (`--data DIR`) and environment. Throws `invalid_input` with every problem at once. */
export function readConfig(argv: readonly string[], env: NodeJS.ProcessEnv): HostConfig {
  const engine = parseConfig(env);
  const at = argv.indexOf('--data');
  const given = at >= 0 ? argv[at + 1] : argv.find((argument) => argument.startsWith('--data='))?.slice('--data='.length);
  return {
    engine,
    dataDir: resolve(given || engine.HUB_DATA || defaultDataDir(process.platform, env)),
    measure: env.HUB_MEASURE === '1',
  };
}

/** Where Chromium keeps its own files: with the library, so that an app on another library never shares them (or the instance lock). */
export function profileDir(dataDir: string): string {
  return join(dataDir, 'window');
}
