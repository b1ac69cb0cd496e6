import type { deviceRoutes } from '../../shared/api/routes/deviceRoutes.ts';
import { deviceSchema } from '../../shared/domain/settings.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function deviceHandlers(ports: EnginePorts): HandlersOf<keyof typeof deviceRoutes> {
  return {
    'device.state': async () => {
      const tuning = await ports.tuner.last();
      try {
        const { device, notice = '' } = await ports.embedder.info();
        return { device: deviceSchema.catch('cpu').parse(device), notice, tuning };
      } catch (error) {
        const { message, action } = AppError.from(error);
        return { device: null, notice: `${message} ${action}`, tuning };
      }
    },
    'device.tune': async (_input, ctx, emit) => await ports.tuner.tune({ signal: ctx.signal, onTrial: emit }),
  };
}
