import { Pile } from "./pile.ts";
import { ScratchFile } from "./scratch-file.ts";
import { Shelf } from "./shelf.ts";

/**
 * Takes lines of several piles in whatever order they come and gives them back pile by pile and shard by shard. A few
 * megabytes are kept in memory; what is more goes to a scratch file, so that an estate may be larger than memory.
 */
export class Spool {
  readonly #file = new ScratchFile();
  readonly #shelf: Shelf;
  #piles = 0;

  /** `room` is how many bytes are kept in memory. */
  constructor(room = 4 << 20) {
    this.#shelf = new Shelf(this.#file, room);
  }

  /** A new pile. */
  pile(): Pile {
    return new Pile(this.#shelf, this.#piles++);
  }

  /** Gives the disk back; the piles cannot be read any more. */
  close(): void {
    this.#file.close();
  }
}
