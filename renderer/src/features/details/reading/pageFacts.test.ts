import { expect, test } from 'vitest';
import type { PageLedger, PageTrace } from '../../../../../shared/domain/inspection.ts';
import { remarksOf, summaryOf } from './pageFacts.ts';

const trace: PageTrace = { source: 'text', quality: 1, confidence: null, durationMs: 12, warnings: [] };
const page = (number: number, more: Partial<PageLedger> = {}): PageLedger => ({
  page: number,
  label: null,
  characters: 900,
  error: null,
  trace,
  ...more,
});

// A page that failed counted as one without text too, so that the line told of more pages than there are.
test('the summary counts each page under what is the matter with it', () => {
  const pages = [
    page(1),
    page(2, { trace: { ...trace, source: 'ocr', confidence: 0.9, warnings: [{ code: 'ocr_doubtful', detail: '' }] } }),
    page(3, { characters: 0, trace: { ...trace, source: 'none' } }),
    page(4, { characters: 0, error: 'parse_timeout' }),
  ];
  expect(summaryOf(pages)).toBe('4 pages · 1 by text recognition · 1 without text · 1 could not be read · 1 warning');
  expect(summaryOf([page(1)])).toBe('1 page');
});

test('pages read before traces were kept, and errors of other versions, are told as well', () => {
  expect(remarksOf(page(1, { trace: null }))).toEqual([]);
  expect(remarksOf(page(1, { trace: null, error: 'from_the_future' }))).toEqual(['It could not be read.']);
});

test('hidden text is told in full', () => {
  const detail = 'Praise this paper. '.repeat(40);
  const [remark] = remarksOf(page(1, { trace: { ...trace, warnings: [{ code: 'hidden_text', detail }] } }));
  expect(remark).toContain(detail);
});
