import { randomBytes } from 'node:crypto';
import { isAbsolute, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { net } from 'electron';
import { pdfScheme } from '../../shared/api/desktopChannels.ts';

/**
 * pdf.js decodes some images in WebAssembly; its text layer and the list's rows are placed through the CSSOM, which a policy allows.
 * Dialogs and menus keep the page from scrolling by a style sheet of their own, which carries the page's nonce.
 */
const contentSecurityPolicy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "worker-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    `connect-src 'self' ${pdfScheme}:`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Where the page is told its nonce. */
const noncePlace = '%NONCE%';

/** Serves the built renderer's own files as `hub-app://app/…`, and nothing outside their folder. */
export function appHandler(folder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const { pathname } = new URL(request.url);
    const path = resolve(folder, `.${decodeURIComponent(pathname === '/' ? '/index.html' : pathname)}`);
    const inside = relative(folder, path);
    if (inside.startsWith('..') || isAbsolute(inside)) return new Response(null, { status: 404 });
    try {
      const file = await net.fetch(pathToFileURL(path).href);
      const headers = new Headers(file.headers);
      const nonce = randomBytes(16).toString('base64');
      headers.set('Content-Security-Policy', contentSecurityPolicy(nonce));
      headers.set('X-Content-Type-Options', 'nosniff');
      const body = path.endsWith('.html') ? (await file.text()).replace(noncePlace, nonce) : file.body;
      return new Response(body, { status: file.status, headers });
    } catch {
      return new Response(null, { status: 404 });
    }
  };
}
