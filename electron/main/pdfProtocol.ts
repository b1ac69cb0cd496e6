import type { Engine } from '../../engine/Engine.ts';
import { pdfScheme } from '../../shared/api/desktopChannels.ts';
import { AppError } from '../../shared/errors/AppError.ts';
import { errorTable } from '../../shared/errors/errorTable.ts';
import { localContext } from './localContext.ts';

export type ByteRange = { start: number; end: number } | 'all' | 'invalid';

/** `Range: bytes=a-b` as the half-open [start, end) of a file; a missing, foreign or multiple range means all of it (RFC 9110 14.2). */
export function parseRange(header: string | null, sizeBytes: number): ByteRange {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (!match || (match[1] === '' && match[2] === '')) return 'all';
  const [first, last] = [match[1] as string, match[2] as string];
  const start = first === '' ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = first === '' || last === '' ? sizeBytes : Math.min(Number(last) + 1, sizeBytes);
  return start < end ? { start, end } : 'invalid';
}

/** Answers `hub-pdf://document/<id>` with the stored bytes of a document of this library, for pages of `origin`. */
export function pdfHandler(engine: Engine, origin: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const headers = new Headers({
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Expose-Headers': 'Accept-Ranges, Content-Length, Content-Range',
      'Access-Control-Allow-Headers': 'Range',
    });
    if (request.method === 'OPTIONS') return new Response(null, { status: 204, headers });
    if (url.protocol !== `${pdfScheme}:` || url.host !== 'document' || (request.method !== 'GET' && request.method !== 'HEAD'))
      return new Response(null, { status: 404, headers });
    const controller = new AbortController();
    request.signal.addEventListener('abort', () => controller.abort(new AppError('cancelled')), { once: true });
    const ctx = localContext(controller.signal);
    try {
      const id = decodeURIComponent(url.pathname.slice(1));
      headers.set('Content-Type', 'application/pdf');
      headers.set('Accept-Ranges', 'bytes');
      const document = await engine.call('documents.get', { id }, { ctx });
      const range = parseRange(request.headers.get('Range'), document.sizeBytes);
      if (range === 'invalid') {
        headers.set('Content-Range', `bytes */${document.sizeBytes}`);
        return new Response(null, { status: 416, headers });
      }
      const part = range === 'all' ? undefined : range;
      if (part) headers.set('Content-Range', `bytes ${part.start}-${part.end - 1}/${document.sizeBytes}`);
      headers.set('Content-Length', String(part ? part.end - part.start : document.sizeBytes));
      const status = part ? 206 : 200;
      if (request.method === 'HEAD') return new Response(null, { status, headers });
      const { stream } = await engine.openBlob(ctx, id, part);
      return new Response(stream, { status, headers });
    } catch (error) {
      return new Response(null, { status: errorTable[AppError.from(error).code].http, headers });
    }
  };
}
