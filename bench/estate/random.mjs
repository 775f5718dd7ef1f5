// @ts-check

/** Numbers that look like chance and are the same for the same seed on every machine: sfc32, 32-bit integers only. */
export class Random {
  #a;
  #b;
  #c;
  #counter = 1;

  /** @param {number} seed a whole number */
  constructor(seed) {
    this.#a = 0x9e3779b9 ^ seed;
    this.#b = 0x243f6a88;
    this.#c = Math.floor(seed / 2 ** 32) | 0;
    for (let round = 0; round < 16; round++) this.next();
  }

  /** At least 0, less than 1. */
  next() {
    const sum = (((this.#a + this.#b) | 0) + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = (((this.#c << 21) | (this.#c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 to below `limit`. @param {number} limit */
  below(limit) {
    return Math.floor(this.next() * limit);
  }

  /** @param {number} share of all calls that are answered with true */
  chance(share) {
    return this.next() < share;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    const found = list[this.below(list.length)];
    if (found === undefined) throw new RangeError("nothing to pick from");
    return found;
  }

  /**
   * Different whole numbers below `limit`, small ones far more often than large ones: how sizes of groups are
   * distributed. @param {number} count @param {number} limit @param {number} steepness 1 is even
   */
  several(count, limit, steepness) {
    /** @type {Set<number>} */
    const found = new Set();
    for (let tries = 0; found.size < Math.min(count, limit) && tries < count * 20; tries++)
      found.add(Math.floor(limit * this.next() ** steepness));
    return [...found];
  }
}
