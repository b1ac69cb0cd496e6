import type { Box } from '../../../../../shared/domain/geometry.ts';

/** What the reader uses of pdf.js's view of a page. */
export interface PageView {
  div: HTMLDivElement;
  viewport: { width: number; height: number; scale: number };
  setPdfPage(page: unknown): void;
}

/** Where pages and boxes are in the window, and back. */
export class PageGeometry {
  readonly #container: HTMLElement;
  readonly #view: (page: number) => PageView;

  constructor(container: HTMLElement, view: (page: number) => PageView) {
    this.#container = container;
    this.#view = view;
  }

  /** A page's place in the window. */
  pageRect(page: number): DOMRect {
    return this.#view(page).div.getBoundingClientRect();
  }

  /** A page's size in points, as it is shown. */
  pageSize(page: number): { width: number; height: number } {
    const { viewport } = this.#view(page);
    return { width: viewport.width / viewport.scale, height: viewport.height / viewport.scale };
  }

  /** A box's place in the window. */
  boxRect(box: Box): DOMRect {
    const page = this.pageRect(box.page);
    const scale = page.width / this.pageSize(box.page).width;
    return new DOMRect(page.left + box.x * scale, page.top + box.y * scale, box.width * scale, box.height * scale);
  }

  /** A rectangle of the window as a box of the page it is over. */
  boxOf(page: number, rect: DOMRect): Box {
    const shown = this.pageRect(page);
    const scale = this.pageSize(page).width / shown.width;
    return {
      page,
      x: (rect.left - shown.left) * scale,
      y: (rect.top - shown.top) * scale,
      width: rect.width * scale,
      height: rect.height * scale,
    };
  }

  /** Sideways: a page that fits is shown whole, of a wider one what lies between `left` and `right`. */
  slide(page: number, left: number, right: number): void {
    const container = this.#container;
    const view = container.getBoundingClientRect();
    const sheet = this.pageRect(page);
    if (sheet.width <= container.clientWidth)
      container.scrollLeft += sheet.left - view.left - (container.clientWidth - sheet.width) / 2;
    else if (left < view.left || right > view.left + container.clientWidth) container.scrollLeft += left - view.left - 24;
  }

  /** Whether all of them can be seen below what covers this much of the view's upper edge. */
  inView(boxes: readonly Box[], covered: number): boolean {
    const view = this.#container.getBoundingClientRect();
    return boxes.every((box) => {
      const rect = this.boxRect(box);
      return rect.top >= view.top + covered && rect.bottom <= view.bottom;
    });
  }
}
