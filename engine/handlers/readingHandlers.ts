import type { readingRoutes } from '../../shared/api/routes/readingRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function readingHandlers(_ports: EnginePorts): HandlersOf<keyof typeof readingRoutes> {
  const missing = async (): Promise<never> => {
    throw new AppError('unexpected');
  };
  return {
    'annotations.list': missing,
    'annotations.create': missing,
    'annotations.update': missing,
    'annotations.remove': missing,
    'places.get': missing,
    'places.set': missing,
  };
}
