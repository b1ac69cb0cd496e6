import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';

/** Brings a library's indexes into the form that is fastest to search. Costs next to nothing where little has changed. */
export async function optimizeIndexes(ports: Pick<EnginePorts, 'lexical' | 'vectors'>, ctx: RequestContext): Promise<void> {
  await ports.lexical.optimize(ctx);
  for (const spaceId of await ports.vectors.spaces(ctx)) await ports.vectors.optimize(ctx, spaceId);
}
