import { setTimeout as sleep } from 'node:timers/promises';
import type { LookedUp, recordRoutes } from '../../shared/api/routes/recordRoutes.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import type { RequestContext } from '../context.ts';
import type { EnginePorts } from '../EnginePorts.ts';
import { catchUpLookUps } from '../jobs/lookUpJobs.ts';
import { lookUpDocument } from '../records/lookUpDocument.ts';
import { recordOf } from '../records/recordOf.ts';
import type { HandlersOf } from './handler.ts';

/** A register's pause that a person who asked can wait for. */
const shortPauseMs = 60_000;

export function recordHandlers(ports: EnginePorts): HandlersOf<keyof typeof recordRoutes> {
  return {
    'records.get': async ({ id }, ctx) => {
      const document = await ports.documents.get(ctx, id);
      return document && (await recordOf(ports, ctx, document));
    },
    'records.lookUp': async ({ ids }, ctx, emit) => {
      const asked = ids ?? (await allRead(ports, ctx));
      for (const id of asked) emit(await lookedUp(ports, ctx, id));
      return { documents: asked.length };
    },
    'records.catchUp': async (_input, ctx) => ({ enqueued: await catchUpLookUps(ports, ctx) }),
  };
}

async function lookedUp(ports: EnginePorts, ctx: RequestContext, id: string): Promise<LookedUp> {
  for (;;) {
    try {
      const lookup = await lookUpDocument(ports, ctx, id);
      const document = await ports.documents.get(ctx, id);
      if (!document) throw new AppError('not_found', { message: 'This document is not in the library.' });
      return { id, title: document.title, status: lookup?.status ?? 'none', record: lookup?.record ?? null };
    } catch (error) {
      const failure = AppError.from(error);
      const pauseMs = Number(failure.data?.retryAfterMs ?? Number.POSITIVE_INFINITY);
      // Without a network there is no use in the other documents.
      if (!failure.code.startsWith('lookup_') || failure.code === 'lookup_offline') throw failure;
      if (failure.code === 'lookup_limited' && pauseMs <= shortPauseMs) {
        await sleep(pauseMs, undefined, { signal: ctx.signal });
        continue;
      }
      const { code, message, action } = failure;
      const title = (await ports.documents.get(ctx, id))?.title ?? '';
      return { id, title, status: 'failed', record: null, error: { code, message, action } };
    }
  }
}

async function allRead(ports: EnginePorts, ctx: RequestContext): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await ports.documents.list(ctx, { limit: 500, statuses: ['ready', 'partial'], ...(cursor ? { cursor } : {}) });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  return ids;
}
