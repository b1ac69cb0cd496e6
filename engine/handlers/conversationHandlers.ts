import type { conversationRoutes } from '../../shared/api/routes/conversationRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import type { HandlersOf } from './handler.ts';

export function conversationHandlers(_ports: EnginePorts): HandlersOf<keyof typeof conversationRoutes> {
  const missing = async (): Promise<never> => {
    throw new AppError('unexpected');
  };
  return {
    'conversations.list': missing,
    'conversations.get': missing,
    'conversations.create': missing,
    'conversations.update': missing,
    'conversations.remove': missing,
    'conversations.restore': missing,
    'conversations.ask': missing,
    'conversations.export': missing,
  };
}
