import { Pile } from "./pile.ts";
import { Roll } from "./roll.ts";
import { ScratchFile } from "./scratch-file.ts";
import { shards } from "./shard.ts";
import { Shelf } from "./shelf.ts";

/**
 * Takes lines of several piles and rolls in whatever order they come and gives them back one by one, piles shard by shard. A few
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

  /** A new roll. */
  roll(): Roll {
    // A page of a roll is a pile that is never split into shards.
    return new Roll(this.#shelf, () => this.#piles++ * shards.length);
  }

  /** Gives the disk back; piles and rolls cannot be read any more. */
  close(): void {
    this.#file.close();
  }
}
