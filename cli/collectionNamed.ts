import { AppError } from '../shared/errors/AppError.ts';
import type { CommandContext } from './hub.ts';

/** The id of a collection. Errors: `not_found`. */
export async function collectionNamed({ client, signal }: CommandContext, name: string): Promise<string> {
  const { items } = await client.request('collections.list', {}, { signal });
  const found = items.find((collection) => collection.name === name);
  if (!found) throw new AppError('not_found', { message: `There is no collection named “${name}”.` });
  return found.id;
}
