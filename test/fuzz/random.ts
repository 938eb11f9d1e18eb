/** Random numbers that follow from a seed alone, so that every execution can be run again. */
export class Random {
  #state: number;

  /** @param seeds whole numbers, all of which decide what follows */
  constructor(...seeds: readonly number[]) {
    this.#state = seeds.reduce(
      (state, seed) => Math.imul(state ^ seed, 0x9e3779b1) ^ (state >>> 15),
      0x2545f491,
    );
    for (let at = 0; at < 4; at++) this.#next();
  }

  /** A whole number of 0 to 2^32 - 1 (mulberry32). */
  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  }

  /** A whole number from 0 to `end` - 1. */
  below(end: number): number {
    return Math.floor((this.#next() / 2 ** 32) * end);
  }

  /** True once in `times` on average. */
  oneIn(times: number): boolean {
    return this.below(times) === 0;
  }

  /** One of the items, of which there is at least one. */
  pick<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined && items.length === 0) throw new Error("there is nothing to pick from");
    return item as T;
  }
}

/** Returns a changed copy of an input. */
export type Mutate = (bytes: Buffer, random: Random) => Buffer;
