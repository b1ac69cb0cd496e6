import { expect, test } from 'vitest';
import type { Engine } from '../../engine/Engine.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { parseRange, pdfHandler } from './pdfProtocol.ts';

test.each([
  ['bytes=0-99', { start: 0, end: 100 }],
  ['bytes=900-', { start: 900, end: 1000 }],
  ['bytes=900-5000', { start: 900, end: 1000 }],
  ['bytes=-10', { start: 990, end: 1000 }],
  ['bytes=-5000', { start: 0, end: 1000 }],
  ['bytes=1000-', 'invalid'],
  ['bytes=5-4', 'invalid'],
  ['bytes=-', 'all'],
  ['bytes=0-1,5-6', 'all'],
  ['lines=0-1', 'all'],
  [null, 'all'],
])('range %s of 1000 bytes', (header, expected) => {
  expect(parseRange(header, 1000)).toEqual(expected);
});

const bytes = new TextEncoder().encode('0123456789');
const engine = {
  call: async (_route: string, { id }: { id: string }) => {
    if (id !== 'known') throw new AppError('not_found');
    return { sizeBytes: bytes.length };
  },
  openBlob: async (_ctx: unknown, _id: string, range?: { start: number; end: number }) => ({
    stream: new Blob([range ? bytes.slice(range.start, range.end) : bytes]).stream(),
    sizeBytes: bytes.length,
  }),
} as unknown as Engine;
const handle = pdfHandler(engine, 'hub-app://app');
const get = (url: string, init: RequestInit = {}) => handle(new Request(url, init));

test('serves a known document whole or in part, to the app’s own page', async () => {
  const whole = await get('hub-pdf://document/known');
  expect(whole.status).toBe(200);
  expect(whole.headers.get('Access-Control-Allow-Origin')).toBe('hub-app://app');
  expect(await whole.text()).toBe('0123456789');
  const part = await get('hub-pdf://document/known', { headers: { Range: 'bytes=2-4' } });
  expect(part.status).toBe(206);
  expect(part.headers.get('Content-Range')).toBe('bytes 2-4/10');
  expect(await part.text()).toBe('234');
});

test.each([
  ['an unknown document', 'hub-pdf://document/other', {}, 404],
  ['another host', 'hub-pdf://elsewhere/known', {}, 404],
  ['a path', 'hub-pdf://document/..%2f..%2fetc%2fpasswd', {}, 404],
  ['writing', 'hub-pdf://document/known', { method: 'POST' }, 404],
  ['a range past the end', 'hub-pdf://document/known', { headers: { Range: 'bytes=10-' } }, 416],
])('refuses %s', async (_name, url, init, status) => {
  expect((await get(url, init)).status).toBe(status);
});
