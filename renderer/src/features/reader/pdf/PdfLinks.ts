import { type EventBus, PDFLinkService } from './pdfViewer.ts';

/** Links of a PDF; those out of it are told, not followed. */
export class PdfLinks extends PDFLinkService {
  readonly #onExternal: (url: string) => void;

  constructor(eventBus: EventBus, onExternal: (url: string) => void) {
    super({ eventBus, ignoreDestinationZoom: true });
    this.#onExternal = onExternal;
  }

  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    super.addLinkAttributes(link, url);
    link.onclick = () => {
      this.#onExternal(url);
      return false;
    };
  }
}
