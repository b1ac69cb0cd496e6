import { describe, expect, it } from 'vitest';
import { AppError } from '../../shared/errors/AppError.ts';
import type { ErrorCode } from '../../shared/errors/errorTable.ts';
import { estimateTokens, tokenCounter } from './tokenCounter.ts';

const never = new AbortController().signal;
const info = { modelId: 'm', space: { id: 's', dimensions: 3, metric: 'cosine' as const }, maxTokens: 256, device: 'cpu' };

function embedder(failure: ErrorCode | null, asked: string[] = []) {
  const fail = () => {
    if (failure) throw new AppError(failure);
  };
  return {
    info: async () => {
      fail();
      return info;
    },
    countTokens: async (texts: string[]) => {
      asked.push(...texts);
      fail();
      return texts.map(() => 7);
    },
  };
}

describe('tokenCounter', () => {
  it('asks the embedder for its own tokens and its limit', async () => {
    const counter = await tokenCounter(embedder(null), never);
    expect(counter.maxTokens).toBe(256);
    expect(await counter.count(['one', 'two'])).toEqual([7, 7]);
  });

  // Without a model a paper is still read, and searched by words.
  it.each(['model_missing', 'model_corrupt', 'model_failed', 'process_crashed'] as const)('estimates after %s', async (code) => {
    const asked: string[] = [];
    const counter = await tokenCounter(embedder(code, asked), never);
    expect(await counter.count(['The barley stood high.'])).toEqual([estimateTokens('The barley stood high.')]);
    // A process that crashes is not started again for every section.
    expect(asked).toEqual([]);
  });

  it('lets a cancel through', async () => {
    await expect(tokenCounter(embedder('cancelled'), never)).rejects.toMatchObject({ code: 'cancelled' });
  });

  // A model reads 5,000 letters without a space as one unknown word: chunks of encoded data grew without end.
  it('gives a run without spaces a length', async () => {
    const counter = await tokenCounter(embedder(null), never);
    expect(await counter.count(['x'.repeat(5000)])).toEqual([500]);
  });
});

describe('estimateTokens', () => {
  it('counts words, parts of long ones, numbers, signs and characters of scripts without spaces', () => {
    expect(estimateTokens('')).toBe(0);
    expect(estimateTokens('the barley')).toBe(2);
    expect(estimateTokens('photosynthesis')).toBe(2);
    expect(estimateTokens('12345 (5 %)')).toBe(6);
    expect(estimateTokens('水稻')).toBe(2);
  });
});
