import type { collectionRoutes } from '../../shared/api/routes/collectionRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function collectionHandlers(_ports: EnginePorts): HandlersOf<keyof typeof collectionRoutes> {
  const missing = async (): Promise<never> => {
    throw new AppError('unexpected');
  };
  return {
    'collections.list': missing,
    'collections.create': missing,
    'collections.update': missing,
    'collections.remove': missing,
    'collections.assign': missing,
    'tags.list': missing,
    'tags.create': missing,
    'tags.update': missing,
    'tags.remove': missing,
    'tags.assign': missing,
  };
}
