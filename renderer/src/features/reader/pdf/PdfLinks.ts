import { type EventBus, PDFLinkService } from './pdfViewer.ts';

/** Links of a PDF: those inside it remember where one came from; those out of it ask first. */
export class PdfLinks extends PDFLinkService {
  readonly #onExternal: (url: string) => void;
  readonly #onLeave: () => void;

  constructor(eventBus: EventBus, handlers: { onExternal(url: string): void; onLeave(): void }) {
    super({ eventBus, ignoreDestinationZoom: true });
    this.#onExternal = handlers.onExternal;
    this.#onLeave = handlers.onLeave;
  }

  override addLinkAttributes(link: HTMLAnchorElement, url: string): void {
    super.addLinkAttributes(link, url);
    link.onclick = () => {
      this.#onExternal(url);
      return false;
    };
  }

  override async goToDestination(dest: string | unknown[]): Promise<void> {
    this.#onLeave();
    await super.goToDestination(dest);
  }
}
