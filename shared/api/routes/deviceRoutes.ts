import { z } from 'zod';
import { deviceSchema } from '../../domain/settings.ts';
import { trialSchema, tuningSchema } from '../../domain/tuning.ts';
import { nothing, type Route } from './route.ts';

export const deviceRoutes = {
  /** Where the search model runs (null when it cannot), what there is to say about that, and what this machine was measured to do best. */
  'device.state': {
    input: nothing,
    output: z.object({ device: deviceSchema.nullable(), notice: z.string(), tuning: tuningSchema.nullable() }),
    surfaces: ['ipc', 'local'],
    role: 'viewer',
  },
  /** Times each device for some seconds, checks that it computes the same vectors, and remembers the best. It holds from the next start on. */
  'device.tune': {
    input: nothing,
    output: tuningSchema,
    stream: trialSchema,
    surfaces: ['ipc', 'local'],
    role: 'admin',
  },
} as const satisfies Record<string, Route>;
