import { LruCache } from '../../engine/adapters/local/LruCache.ts';
import { defineCacheContract } from './Cache.contract.ts';

defineCacheContract('LRU', async () => {
  let clock = 1_700_000_000_000;
  return {
    cache: new LruCache({ now: () => clock }),
    pass: async (ms) => {
      clock += ms;
    },
    close: async () => undefined,
  };
});
