import type { BrowserWindow } from 'electron';
import type { Engine } from '../../../engine/Engine.ts';
import { type HostRouteName, type HostRouteOutput, type HostRouteParsed, hostRoutes } from '../../../shared/api/desktop.ts';
import type { FileGrants } from '../fileGrants.ts';
import { parseInput } from '../parseInput.ts';
import type { Settings } from '../settings/Settings.ts';
import type { Updates } from '../updates/Updates.ts';

/** One handler a route; exhaustive at compile time. */
export type HostHandlers = { [R in HostRouteName]: (input: HostRouteParsed<R>) => Promise<HostRouteOutput<R>> };

/** What the handlers of every window share. */
export interface HostServices {
  engine: Engine;
  settings: Settings;
  updates: Updates;
  dataDir: string;
  modelsDir: string;
}

/** One window, to its handlers. */
export interface HostWindow {
  window: BrowserWindow;
  grants: FileGrants;
}

/** Parses the input, then runs the route's handler. Errors: `invalid_input`, those of the handler. */
export async function callHost<R extends HostRouteName>(
  handlers: HostHandlers,
  route: R,
  input: unknown,
): Promise<HostRouteOutput<R>> {
  const parsed = parseInput(hostRoutes[route].input, input) as HostRouteParsed<R>;
  return await handlers[route](parsed);
}
