import { z } from 'zod';
import type { Role } from '../../domain/library.ts';

/**
 * Who may call a route: windows (`ipc`), the `hub` command on the owner's socket (`local`), or the network (`http`).
 * No route with a path, a dialog or a window is ever `http`, and none with a path is `ipc`.
 */
export type Surface = 'ipc' | 'local' | 'http';

export interface Route {
  input: z.ZodType;
  output: z.ZodType;
  /** Events sent before the output. */
  stream?: z.ZodType;
  surfaces: readonly Surface[];
  /** The least role that may call it. */
  role: Role;
}

export const everywhere = ['ipc', 'local', 'http'] as const;
export const nothing = z.object({});
