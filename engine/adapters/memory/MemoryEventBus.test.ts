import { describe, expect, it } from 'vitest';
import type { HubEvent } from '../../../shared/api/events.ts';
import { MemoryEventBus } from './MemoryEventBus.ts';

const event: HubEvent = { type: 'document.removed', libraryId: 'ours', documentId: 'doc' };

describe('MemoryEventBus', () => {
  it('tells every listener, also after one that throws', () => {
    const bus = new MemoryEventBus();
    const heard: HubEvent[] = [];
    bus.subscribe(() => {
      throw new Error('broken listener');
    });
    bus.subscribe((told) => heard.push(told));
    bus.publish(event);
    expect(heard).toEqual([event]);
  });

  it('stops telling a listener that unsubscribed, even from within', () => {
    const bus = new MemoryEventBus();
    let once = 0;
    let always = 0;
    const stop = bus.subscribe(() => {
      once += 1;
      stop();
    });
    bus.subscribe(() => {
      always += 1;
    });
    bus.publish(event);
    bus.publish(event);
    expect([once, always]).toEqual([1, 2]);
  });

  it('keeps the second of two equal subscriptions when the first ends', () => {
    const bus = new MemoryEventBus();
    let heard = 0;
    const listener = () => {
      heard += 1;
    };
    const stop = bus.subscribe(listener);
    bus.subscribe(listener);
    stop();
    stop();
    bus.publish(event);
    expect(heard).toBe(1);
  });
});
