import { z } from 'zod';
import { errorDataSchema } from '../../../processes/frames.ts';

/** One JSON object a line, over the owner's socket. */
export const clientFrameSchema = z.union([
  z.object({ id: z.number().int(), route: z.string(), input: z.unknown() }),
  z.object({ cancel: z.number().int() }),
]);
export type ClientFrame = z.infer<typeof clientFrameSchema>;

export const hostFrameSchema = z.union([
  z.object({ id: z.number().int(), event: z.unknown() }),
  z.object({ id: z.number().int(), data: z.unknown() }),
  z.object({ id: z.number().int(), error: errorDataSchema }),
]);
export type HostFrame = z.infer<typeof hostFrameSchema>;

/** Where the process that holds a data folder listens; written into the folder. */
export const hostFileSchema = z.object({ pid: z.number().int(), socket: z.string() });
export const hostFileName = 'host.json';
