import { type IdHash, idHash } from "./id-hash.ts";

/** Few, because a collector may make one for every list that it reads. */
const leastSlots = 1 << 3;

/**
 * A set of ids that keeps 64 bits of each one's SHA-256 instead of the text: eleven to twenty-two bytes an id, however
 * long it is. That two of a million ids are taken for one happens once in more than ten million such sets.
 */
export class IdTable {
  /** Pairs of halves; two zeros are an empty slot. */
  #slots = new Uint32Array(2 * leastSlots);
  #size = 0;

  get size(): number {
    return this.#size;
  }

  /** Adds an id; false where it was there before. */
  add(id: string): boolean {
    return this.addHash(idHash(id));
  }

  addHash(hash: IdHash): boolean {
    const at = this.#find(hash);
    if (this.#isTaken(at)) return false;
    this.#put(at, hash);
    this.#size += 1;
    // Beyond three quarters the way to a free slot grows long.
    if (this.#size * 8 > this.#slots.length * 3) this.#grow();
    return true;
  }

  has(id: string): boolean {
    return this.#isTaken(this.#find(idHash(id)));
  }

  /** Where a pair stands, or would. */
  #find([high, low]: IdHash): number {
    const last = this.#slots.length / 2 - 1;
    for (let slot = low & last; ; slot = (slot + 1) & last) {
      const at = slot * 2;
      if (!this.#isTaken(at) || (this.#slots[at] === high && this.#slots[at + 1] === nonZero(low))) return at;
    }
  }

  #isTaken(at: number): boolean {
    return this.#slots[at + 1] !== 0;
  }

  #put(at: number, [high, low]: IdHash): void {
    this.#slots[at] = high;
    this.#slots[at + 1] = nonZero(low);
  }

  #grow(): void {
    const before = this.#slots;
    this.#slots = new Uint32Array(before.length * 2);
    for (let from = 0; from < before.length; from += 2) {
      const [high = 0, low = 0] = [before[from], before[from + 1]];
      if (low !== 0) this.#put(this.#find([high, low]), [high, low]);
    }
  }
}

/** A slot with nothing in its second half is free. */
function nonZero(low: number): number {
  return low === 0 ? 1 : low;
}
