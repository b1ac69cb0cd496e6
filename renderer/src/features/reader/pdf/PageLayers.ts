/**
 * An element over each page that has marks, for React to draw into. pdf.js empties a page when it draws it anew; the layer comes back at
 * once, before anything is painted.
 */
export class PageLayers {
  readonly #pageElement: (page: number) => HTMLElement | undefined;
  readonly #layers = new Map<HTMLElement, HTMLElement>();
  readonly #observer = new MutationObserver((records) => {
    for (const { target } of records) this.#attach(target as HTMLElement);
  });

  constructor(pageElement: (page: number) => HTMLElement | undefined) {
    this.#pageElement = pageElement;
  }

  /** Null for a page that is not there. */
  of(page: number): HTMLElement | null {
    const parent = this.#pageElement(page);
    if (!parent) return null;
    if (!this.#layers.has(parent)) {
      const layer = document.createElement('div');
      layer.className = 'page-marks';
      this.#layers.set(parent, layer);
      this.#observer.observe(parent, { childList: true });
    }
    this.#attach(parent);
    return this.#layers.get(parent) ?? null;
  }

  destroy(): void {
    this.#observer.disconnect();
    this.#layers.clear();
  }

  #attach(parent: HTMLElement): void {
    const layer = this.#layers.get(parent);
    if (layer && layer.parentElement !== parent) parent.append(layer);
  }
}
