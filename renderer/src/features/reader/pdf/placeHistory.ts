/** Where the person has been, to go back to and forth again, like a browser's pages. */
export class PlaceHistory<P> {
  #back: P[] = [];
  #forward: P[] = [];
  readonly #most = 100;

  get canGoBack(): boolean {
    return this.#back.length > 0;
  }

  get canGoForward(): boolean {
    return this.#forward.length > 0;
  }

  /** Before a jump away from `place`. */
  leave(place: P): void {
    this.#back = [...this.#back, place].slice(-this.#most);
    this.#forward = [];
  }

  back(from: P): P | undefined {
    const place = this.#back.pop();
    if (place !== undefined) this.#forward.push(from);
    return place;
  }

  forward(from: P): P | undefined {
    const place = this.#forward.pop();
    if (place !== undefined) this.#back.push(from);
    return place;
  }
}
