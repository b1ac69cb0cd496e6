import { GlobalWorkerOptions, getDocument, PDFDataRangeTransport, type PDFDocumentLoadingTask } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.mjs?url';
import { pdfScheme } from '../../../../shared/api/desktopChannels.ts';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Where the build puts what pdf.js loads by name. */
const assets = new URL('pdfjs/', document.baseURI).href;

/** Opens a document of the library; only the parts that are looked at are read. */
export async function openPdf(documentId: string): Promise<PDFDocumentLoadingTask> {
  const url = `${pdfScheme}://document/${encodeURIComponent(documentId)}`;
  const head = await fetch(url, { method: 'HEAD' });
  if (!head.ok) throw new Error(`status ${head.status}`);
  const task = getDocument({
    range: new Ranges(url, Number(head.headers.get('Content-Length'))),
    disableAutoFetch: true,
    disableStream: true,
    // The fonts that come with pdf.js: a page looks the same, and its text lies under its words, on every machine.
    useSystemFonts: false,
    cMapUrl: `${assets}cmaps/`,
    standardFontDataUrl: `${assets}standard_fonts/`,
    iccUrl: `${assets}iccs/`,
    wasmUrl: `${assets}wasm/`,
  });
  return task;
}

class Ranges extends PDFDataRangeTransport {
  readonly #url: string;
  readonly #controller = new AbortController();

  constructor(url: string, length: number) {
    super(length, null);
    this.#url = url;
  }

  override requestDataRange(begin: number, end: number): void {
    const headers = { Range: `bytes=${begin}-${end - 1}` };
    fetch(this.#url, { headers, signal: this.#controller.signal })
      .then((response) => {
        if (response.status !== 206) throw new Error(`status ${response.status}`);
        return response.arrayBuffer();
      })
      .then((bytes) => this.onDataRange(begin, new Uint8Array(bytes)))
      .catch((error: unknown) => {
        // An empty answer fails the page that waits for it, which says so.
        if (!this.#controller.signal.aborted) {
          console.error(error);
          this.onDataRange(begin, null);
        }
      });
  }

  override abort(): void {
    this.#controller.abort();
  }
}
