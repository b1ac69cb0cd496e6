import { pdfScheme } from '../../../../../shared/api/desktopChannels.ts';
import { getDocument, PDFDataRangeTransport, type PDFDocumentLoadingTask } from './pdfjs.ts';

/** Where the build puts what pdf.js loads by name. */
const assets = new URL('pdfjs/', document.baseURI).href;

/** The stored file is not there, or cannot be read from the disk. */
export class FileMissing extends Error {}

/** Opens a document of the library; only the parts that are looked at are read. Rejects with FileMissing where there is no file. */
export async function openPdf(documentId: string): Promise<{ task: PDFDocumentLoadingTask; unreadable: Promise<never> }> {
  const url = `${pdfScheme}://document/${encodeURIComponent(documentId)}`;
  const head = await fetch(url, { method: 'HEAD' });
  if (!head.ok) throw new FileMissing(`status ${head.status}`);
  const unreadable = Promise.withResolvers<never>();
  // Only who is opening waits for it; a page that fails later says so itself.
  unreadable.promise.catch(() => undefined);
  const task = getDocument({
    range: new Ranges(url, Number(head.headers.get('Content-Length')), unreadable.reject),
    disableAutoFetch: true,
    disableStream: true,
    // The fonts that come with pdf.js: a page looks the same, and its text lies under its words, on every machine.
    useSystemFonts: false,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    iccUrl: `${assets}iccs/`,
    wasmUrl: `${assets}wasm/`,
  });
  return { task, unreadable: unreadable.promise };
}

class Ranges extends PDFDataRangeTransport {
  readonly #url: string;
  readonly #onFailed: (error: Error) => void;
  readonly #controller = new AbortController();

  constructor(url: string, length: number, onFailed: (error: Error) => void) {
    super(length, null);
    this.#url = url;
    this.#onFailed = onFailed;
  }

  override requestDataRange(begin: number, end: number): void {
    const headers = { Range: `bytes=${begin}-${end - 1}` };
    fetch(this.#url, { headers, signal: this.#controller.signal })
      .then((response) => {
        if (response.status !== 206) throw new FileMissing(`status ${response.status}`);
        return response.arrayBuffer();
      })
      .then((bytes) => this.onDataRange(begin, new Uint8Array(bytes)))
      .catch((error: unknown) => {
        if (this.#controller.signal.aborted) return;
        this.#onFailed(new FileMissing('a part of the file', { cause: error }));
        // An empty answer fails the page that waits for it, which says so.
        this.onDataRange(begin, null);
      });
  }

  override abort(): void {
    this.#controller.abort();
  }
}
