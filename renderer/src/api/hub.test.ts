import { expect, test } from 'vitest';
import type { EventFrame, HubBridge, RequestFrame, RequestResult } from '../../../shared/api/desktop.ts';
import { AppError } from '../../../shared/errors/AppError.ts';
import { createHub } from './hub.ts';

function setUp(answer: (frame: RequestFrame, send: (frame: EventFrame) => void) => RequestResult | Promise<RequestResult>) {
  const frames: RequestFrame[] = [];
  let send: (frame: EventFrame) => void = () => undefined;
  const bridge: HubBridge = {
    request: async (frame) => {
      frames.push(frame);
      return await answer(frame, send);
    },
    on: (listener) => {
      send = listener;
      return () => undefined;
    },
    pathForFile: async () => null,
  };
  return { hub: createHub(bridge), frames };
}

test('waits for events that come after the result', async () => {
  const { hub } = setUp(({ id }, send) => {
    setTimeout(() => send({ type: 'stream', id, event: { delta: 'late' } }));
    return { ok: true, data: { answer: 'late' }, events: 1 };
  });
  const heard: string[] = [];
  await hub.request('answers.ask', { question: 'why' }, { onEvent: ({ delta }) => heard.push(delta) });
  expect(heard).toEqual(['late']);
});

test('an error arrives as the AppError it was', async () => {
  const error = new AppError('model_missing', { message: 'It is not here.' }).toData();
  const { hub } = setUp(() => ({ ok: false, error, events: 0 }));
  await expect(hub.request('search', { query: 'x' })).rejects.toMatchObject({
    code: 'model_missing',
    message: 'It is not here.',
  });
});

test('aborting asks the host to cancel that request', async () => {
  const controller = new AbortController();
  let finish: (result: RequestResult) => void = () => undefined;
  const { hub, frames } = setUp(({ route }) =>
    route === 'host.cancel'
      ? { ok: true, data: {}, events: 0 }
      : new Promise<RequestResult>((resolve) => {
          finish = resolve;
        }),
  );
  const asked = hub.request('answers.ask', { question: 'why' }, { signal: controller.signal });
  controller.abort();
  expect(frames.at(-1)).toMatchObject({ route: 'host.cancel', input: { id: frames[0]?.id } });
  finish({ ok: false, error: new AppError('cancelled').toData(), events: 0 });
  await expect(asked).rejects.toMatchObject({ code: 'cancelled' });
});
