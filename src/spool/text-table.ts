import { type IdHash, idHash } from "./id-hash.ts";

const firstSlots = 1 << 10;
const firstRoom = 16 << 10;

/**
 * A map from long texts to short ones that keeps 64 bits of each key's SHA-256, and the values as bytes: an entry costs
 * its value and about twenty bytes.
 */
export class TextTable {
  /** Two halves of the key, and where its value begins, counted from 1; zero there is an empty slot. */
  #slots = new Uint32Array(3 * firstSlots);
  #values = Buffer.allocUnsafe(firstRoom);
  #used = 0;
  #size = 0;

  get(key: string): string | undefined {
    const at = this.#find(this.#slots, idHash(key));
    return this.#valueAt(this.#slots[at + 2] ?? 0);
  }

  /** Sets a value of at most 65,535 bytes. */
  set(key: string, value: string): void {
    const hash = idHash(key);
    const at = this.#find(this.#slots, hash);
    const isNew = this.#slots[at + 2] === 0;
    this.#slots.set([...hash, this.#store(value)], at);
    if (!isNew) return;
    this.#size += 1;
    if (this.#size * 4 > this.#slots.length) this.#grow();
  }

  #find(slots: Uint32Array, [high, low]: IdHash): number {
    const last = slots.length / 3;
    for (let slot = low % last; ; slot = (slot + 1) % last) {
      const at = slot * 3;
      if (slots[at + 2] === 0 || (slots[at] === high && slots[at + 1] === low)) return at;
    }
  }

  #valueAt(place: number): string | undefined {
    if (place === 0) return undefined;
    const start = place + 1;
    return this.#values.toString("utf8", start, start + this.#values.readUInt16LE(place - 1));
  }

  /** Puts a value behind the others; gives where it begins, counted from 1. */
  #store(value: string): number {
    const length = Buffer.byteLength(value);
    if (this.#used + length + 2 > this.#values.length) {
      const larger = Buffer.allocUnsafe(this.#values.length * 2 + length);
      this.#values.copy(larger, 0, 0, this.#used);
      this.#values = larger;
    }
    const place = this.#used;
    this.#values.writeUInt16LE(length, place);
    this.#values.write(value, place + 2);
    this.#used += length + 2;
    return place + 1;
  }

  #grow(): void {
    const before = this.#slots;
    const after = new Uint32Array(before.length * 2);
    for (let from = 0; from < before.length; from += 3) {
      const [high = 0, low = 0, place = 0] = before.subarray(from, from + 3);
      if (place !== 0) after.set([high, low, place], this.#find(after, [high, low]));
    }
    this.#slots = after;
  }
}
