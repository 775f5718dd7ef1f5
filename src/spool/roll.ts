import type { Shelf } from "./shelf.ts";

/** Characters that are read back at once. */
const pageLength = 64 << 10;

/** Texts in the order in which they came, a few pages of them in memory. */
export class Roll {
  readonly #shelf: Shelf;
  readonly #newKey: () => number;
  readonly #pages: number[] = [];
  #page = 0;
  #left = 0;

  /** `newKey` gives a key of the shelf that nothing else has. */
  constructor(shelf: Shelf, newKey: () => number) {
    this.#shelf = shelf;
    this.#newKey = newKey;
  }

  /** Adds a text without line ends. */
  add(text: string): void {
    if (this.#left <= 0) {
      this.#page = this.#newKey();
      this.#pages.push(this.#page);
      this.#left = pageLength;
    }
    this.#shelf.put(this.#page, `${text}\n`);
    this.#left -= text.length + 1;
  }

  /** Every text; others may be written to the shelf meanwhile. */
  *[Symbol.iterator](): Generator<string> {
    for (const page of this.#pages) yield* this.#shelf.read(page).toString().split("\n").slice(0, -1);
  }
}
