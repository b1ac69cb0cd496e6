/** How far back the rate looks, and the least time it says anything about. */
const windowMs = 5000;
const leastMs = 500;

/** How fast a count of bytes grows, over the last seconds. */
export class TransferRate {
  readonly #now: () => number;
  #seen: { at: number; bytes: number }[] = [];

  constructor(now: () => number) {
    this.#now = now;
  }

  /** Notes how many bytes there are now. Returns bytes per second; null while that cannot be told. */
  at(bytes: number): number | null {
    const at = this.#now();
    this.#seen.push({ at, bytes });
    this.#seen = this.#seen.filter((one) => at - one.at <= windowMs);
    const [first] = this.#seen;
    if (!first || at - first.at < leastMs || bytes < first.bytes) return null;
    return ((bytes - first.bytes) * 1000) / (at - first.at);
  }
}
