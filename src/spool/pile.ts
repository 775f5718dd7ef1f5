import { byCodeUnit } from "../canonical.ts";
import { idHash, shardNumber } from "./id-hash.ts";
import { IdTable } from "./id-table.ts";
import { shards } from "./shard.ts";
import type { Shelf } from "./shelf.ts";

/** A line with the id that it is found by, and whatever its owner noted beside it. */
export interface PileEntry {
  readonly id: string;
  /** Without tabs and line ends; empty unless something was noted. */
  readonly mark: string;
  readonly text: string;
}

/** Lines by id. An id may come several times; whoever reads the pile decides what that means. */
export class Pile {
  readonly #shelf: Shelf;
  readonly #number: number;
  readonly #ids = new IdTable();
  #entries = 0;

  constructor(shelf: Shelf, number: number) {
    this.#shelf = shelf;
    this.#number = number;
  }

  /** How many different ids it holds. */
  get size(): number {
    return this.#ids.size;
  }

  /** Whether some id came more than once. */
  get hasTwins(): boolean {
    return this.#entries > this.#ids.size;
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Adds a line; the id has no white space, text and mark have no tab or line end. True where the id is new. */
  add(id: string, text: string, mark = ""): boolean {
    const hash = idHash(id);
    this.#shelf.put(this.#keyOf(shardNumber(hash)), `${id}\t${mark}\t${text}\n`);
    this.#entries += 1;
    return this.#ids.addHash(hash);
  }

  /** The entries of a shard, sorted by id; those of one id in the order in which they came. */
  shard(name: string): PileEntry[] {
    const bytes = this.#shelf.read(this.#keyOf(Number.parseInt(name, 16)));
    return entriesIn(bytes).sort((a, b) => byCodeUnit(a.id, b.id));
  }

  /** Every entry, sorted likewise. */
  all(): PileEntry[] {
    return shards.flatMap((name) => this.shard(name)).sort((a, b) => byCodeUnit(a.id, b.id));
  }

  #keyOf(shard: number): number {
    return this.#number * shards.length + shard;
  }
}

/** Entries that share an id, together; they have to be sorted. */
export function groupsOf(entries: readonly PileEntry[]): PileEntry[][] {
  const groups: PileEntry[][] = [];
  for (const entry of entries) {
    const group = groups.at(-1);
    if (group?.[0]?.id === entry.id) group.push(entry);
    else groups.push([entry]);
  }
  return groups;
}

function entriesIn(bytes: Buffer): PileEntry[] {
  const entries: PileEntry[] = [];
  for (let start = 0; start < bytes.length; ) {
    const first = bytes.indexOf("\t", start);
    const second = bytes.indexOf("\t", first + 1);
    const end = bytes.indexOf("\n", second + 1);
    entries.push({
      id: bytes.toString("utf8", start, first),
      mark: bytes.toString("utf8", first + 1, second),
      text: bytes.toString("utf8", second + 1, end),
    });
    start = end + 1;
  }
  return entries;
}
