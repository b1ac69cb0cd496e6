import type { Place, Zoom } from '../../../../../shared/domain/annotation.ts';
import type { Box } from '../../../../../shared/domain/geometry.ts';
import { t } from '../../../i18n/i18n.ts';
import { PageGeometry, type PageView } from './PageGeometry.ts';
import { PageLayers } from './PageLayers.ts';
import { PdfLinks } from './PdfLinks.ts';
import { AnnotationMode } from './pdfjs.ts';
import { EventBus, PDFViewer } from './pdfViewer.ts';
import { PlaceHistory } from './placeHistory.ts';
import type { OpenPdf } from './usePdf.ts';
import { usePageView } from './viewState.ts';

export type Spot = Omit<Place, 'documentId'>;

const zoomRange = { least: 0.25, most: 5 };
/** Pixels of one canvas, 64 MB; beyond it only what is in view is drawn sharp. */
const maxCanvasPixels = 2 ** 24;
/** Until zooming pauses the old picture is stretched. */
const drawingDelay = 250;

interface Handlers {
  onExternalLink(url: string): void;
  /** The view shows another part of the document. */
  onMoved(): void;
}

/** An open PDF on the screen: pdf.js's own viewer, and how the reader moves it. */
export class PdfSurface {
  readonly container: HTMLDivElement;
  readonly layers: PageLayers;
  readonly geometry: PageGeometry;
  readonly pdf: OpenPdf['pdf'];
  readonly #viewer: PDFViewer;
  readonly #pages: OpenPdf['pages'];
  readonly #history = new PlaceHistory<Spot>();
  readonly #controller = new AbortController();

  constructor(container: HTMLDivElement, { pdf, pages, labels }: OpenPdf, handlers: Handlers) {
    this.container = container;
    this.pdf = pdf;
    this.#pages = pages;
    const eventBus = new EventBus();
    const linkService = new PdfLinks(eventBus, handlers.onExternalLink);
    const options = {
      container,
      eventBus,
      linkService,
      maxCanvasPixels,
      annotationMode: AnnotationMode.ENABLE,
      // Editing PDFs is none of the reader's business.
      annotationEditorMode: -1,
      // Links that were not drawn as links would cover text that is to be selected.
      enableAutoLinking: false,
      abortSignal: this.#controller.signal,
    };
    this.#viewer = new PDFViewer(options);
    this.geometry = new PageGeometry(container, (page) => this.#view(page) as PageView);
    this.layers = new PageLayers((page) => this.#view(page)?.div);
    linkService.setViewer(this.#viewer);
    linkService.setDocument(pdf, document.baseURI as never);
    const nothing = () => undefined;
    linkService.setHistory({
      pushCurrentPosition: () => this.leave(),
      push: nothing,
      pushPage: nothing,
      back: () => this.back(),
      forward: () => this.forward(),
    });
    eventBus.on('pagesinit', () => this.#namePages(labels));
    const set = usePageView.setState;
    set({ page: 1, pages: pdf.numPages, labels });
    eventBus.on('pagechanging', ({ pageNumber }: { pageNumber: number }) => set({ page: pageNumber }));
    eventBus.on('scalechanging', ({ scale }: { scale: number }) => set({ scale }));
    eventBus.on('updateviewarea', handlers.onMoved);
    // Pages are reached by scrolling; as stops of the Tab key, hundreds of them would be in the way.
    eventBus.on('textlayerrendered', ({ pageNumber }: { pageNumber: number }) => {
      const layer = this.#view(pageNumber)?.div.querySelector<HTMLElement>('.textLayer');
      if (layer) layer.tabIndex = -1;
      layer?.setAttribute('data-rendered', 'true');
    });
  }

  /** Shows the document at a place. Every page has its size from the beginning, so nothing moves later. */
  async open(spot: Spot): Promise<void> {
    this.#viewer.setDocument(this.pdf);
    await this.#viewer.firstPagePromise;
    if (this.#controller.signal.aborted) return;
    for (const [at, page] of this.#pages.entries()) if (at > 0 && page) this.#view(at + 1)?.setPdfPage(page);
    this.#viewer.setPageLabels(usePageView.getState().labels);
    this.setZoom(spot.zoom);
    this.#show(spot);
    usePageView.setState({ surface: this });
  }

  /** pdf.js has words of its own for a page, and makes each a landmark. */
  #namePages(labels: readonly string[] | null): void {
    for (let page = 1; page <= this.#pages.length; page++) {
      const div = (this.#view(page) as PageView).div;
      div.removeAttribute('data-l10n-id');
      div.setAttribute('role', 'group');
      div.setAttribute('aria-label', t('reader:strip.page', { label: labels?.[page - 1] || page }));
    }
  }

  destroy(): void {
    this.#controller.abort();
    this.layers.destroy();
    this.#viewer.setDocument(null as never);
    void this.#viewer.l10n?.destroy();
  }

  /** Where the view stands. */
  spot(): Spot {
    const { page: current, zoom } = usePageView.getState();
    const { top } = this.container.getBoundingClientRect();
    // The page at the upper edge, which is not always the one most of which is seen.
    let page = current;
    while (page > 1 && this.geometry.pageRect(page).top > top + 1) page -= 1;
    const rect = this.geometry.pageRect(page);
    return { page, zoom, offset: Math.min(1, Math.max(0, (top - rect.top) / rect.height)) };
  }

  #show({ page: wanted, offset }: Pick<Spot, 'page' | 'offset'>): void {
    const page = Math.min(Math.max(1, wanted), this.#pages.length);
    const rect = this.geometry.pageRect(page);
    // A page from its very beginning is shown with its edge.
    const edge = offset === 0 ? 6 : 0;
    this.container.scrollTop += rect.top + rect.height * offset - this.container.getBoundingClientRect().top - edge;
    this.geometry.slide(page, rect.left, rect.right);
    this.#viewer.update();
  }

  /** Remembers the place before a jump, for Back. */
  leave(): void {
    this.#history.leave(this.spot());
    this.#tellHistory();
  }

  back(): void {
    this.#travel(this.#history.back(this.spot()));
  }

  forward(): void {
    this.#travel(this.#history.forward(this.spot()));
  }

  #travel(spot: Spot | undefined): void {
    if (spot) this.#show(spot);
    this.#tellHistory();
  }

  #tellHistory(): void {
    const { canGoBack, canGoForward } = this.#history;
    usePageView.setState({ canGoBack, canGoForward });
  }

  goToPage(page: number): void {
    if (page < 1 || page > this.#pages.length) return;
    this.#show({ page, offset: 0 });
  }

  /** A page a person asked for from afar; they can go back from it. */
  jumpToPage(page: number): void {
    this.leave();
    this.goToPage(page);
  }

  async goToDestination(dest: string | unknown[]): Promise<void> {
    await (this.#viewer.linkService as PdfLinks).goToDestination(dest);
  }

  /** Brings boxes into the middle of the view, or their beginning where they are taller than it; those in view already stay. */
  showBoxes(boxes: readonly Box[]): void {
    const first = boxes[0];
    if (!first) return;
    const rects = boxes.map((box) => this.geometry.boxRect(box));
    const { container } = this;
    const view = container.getBoundingClientRect();
    const [top, bottom] = [Math.min(...rects.map((one) => one.top)), Math.max(...rects.map((one) => one.bottom))];
    const [left, right] = [Math.min(...rects.map((one) => one.left)), Math.max(...rects.map((one) => one.right))];
    const room = Math.max(view.height * 0.15, (view.height - (bottom - top)) / 2);
    container.scrollTop += top - view.top - room;
    this.geometry.slide(first.page, left, right);
    this.#viewer.update();
  }

  setZoom(zoom: Zoom): void {
    const value = { width: 'page-width', page: 'page-fit' }[zoom as string] ?? String(zoom);
    usePageView.setState({ zoom });
    this.#viewer.currentScaleValue = value;
    // A wider page elsewhere lets the view slide sideways, off a page that fits.
    if (typeof zoom === 'string') this.container.scrollLeft = 0;
  }

  /** Fits the page again when the pane has another size. */
  refit(): void {
    const { zoom } = usePageView.getState();
    if (typeof zoom === 'string') this.setZoom(zoom);
    else this.#viewer.update();
  }

  /** `origin`: the point of the window that stays where it is. */
  zoomBy(factor: number, origin?: [number, number]): void {
    const before = this.#viewer.currentScale;
    const scale = Math.min(zoomRange.most, Math.max(zoomRange.least, before * factor));
    this.#viewer.updateScale({
      scaleFactor: scale / before,
      drawingDelay,
      ...(origin ? { origin: this.#inContainer(origin) } : {}),
    });
    usePageView.setState({ zoom: this.#viewer.currentScale });
  }

  /** pdf.js subtracts the container's place in its parent, not in the window. */
  #inContainer([x, y]: [number, number]): [number, number] {
    const view = this.container.getBoundingClientRect();
    return [x - view.left + this.container.offsetLeft, y - view.top + this.container.offsetTop];
  }

  /** Pages that are there but damaged. */
  get unreadable(): number[] {
    return this.#pages.flatMap((page, at) => (page ? [] : [at + 1]));
  }

  textLayer(page: number): HTMLElement | null {
    return this.#view(page)?.div.querySelector('.textLayer') ?? null;
  }

  #view(page: number): PageView | undefined {
    return this.#viewer.getPageView(page - 1);
  }
}
