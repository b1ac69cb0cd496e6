/**
 * Gives one task at a time the model. Questions go before documents: a person waits for them.
 * Between two tasks the event loop runs once, so that a question that arrived meanwhile is seen.
 */
export class Turns {
  readonly #waiting = { query: [] as (() => void)[], document: [] as (() => void)[] };
  #busy = false;

  async run<T>(kind: 'query' | 'document', task: () => Promise<T>): Promise<T> {
    if (this.#busy) await new Promise<void>((resolve) => this.#waiting[kind].push(resolve));
    this.#busy = true;
    try {
      return await task();
    } finally {
      setImmediate(() => this.#next());
    }
  }

  #next(): void {
    const next = this.#waiting.query.shift() ?? this.#waiting.document.shift();
    if (next) next();
    else this.#busy = false;
  }
}
