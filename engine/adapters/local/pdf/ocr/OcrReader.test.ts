import { describe, expect, it } from 'vitest';
import { OcrReader } from './OcrReader.ts';

const threadUrl = new URL('../../../../../tests/fixtures/pdf/troubledOcr.ts', import.meta.url);
const recognition = { languages: ['eng'], shippedDir: '', downloadedDir: '' };
const limits = { patienceMs: 2000, maxGrowth: 200 * 2 ** 20, maxHeapMb: 64, maxLostPages: 3 };

async function read(pages: number[], maxLostPages = limits.maxLostPages, signal = new AbortController().signal) {
  const found: Record<number, boolean> = {};
  const reader = new OcrReader(threadUrl, { ...limits, maxLostPages });
  const onPage = (number: number) => {
    found[number] = true;
  };
  const onFailed = (number: number, reason: string) => {
    expect(reason).not.toBe('');
    found[number] = false;
  };
  await reader.read({ path: '', password: null, pages, recognition, signal, onPage, onFailed });
  return found;
}

describe('OcrReader', () => {
  // Catches one picture that hangs, crashes or eats the memory taking the rest of the document with it.
  it('loses only the pages whose pictures hang, crash or eat the memory', async () => {
    expect(await read([1, 2, 3, 4, 5, 6])).toEqual({ 1: true, 2: false, 3: false, 4: true, 5: false, 6: true });
  });

  // Catches a file of nothing but such pictures keeping the machine busy for hours.
  it('tries no more pictures after some were lost', async () => {
    expect(await read([3, 2, 4], 1)).toEqual({ 2: false, 3: false, 4: false });
  });

  // Catches a cancel that waits for the end of a page.
  it('ends at once when it is cancelled', async () => {
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 300);
    await expect(read([2], 1, controller.signal)).rejects.toMatchObject({ code: 'cancelled' });
  });
});
