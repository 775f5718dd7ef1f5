import type { Place } from "../errors.ts";

/** A record, or what is known beside one, as the one line of JSON that it is stored as. */
export interface IdLine {
  readonly id: string;
  /** In canonical form, without line end. */
  readonly text: string;
  /** Where it was read, for records of files. */
  readonly place?: Place;
  /** Where else it was read, saying the same. */
  readonly again?: readonly Place[];
}

/**
 * Lines of one kind that may be more than memory holds. They can be gone through again and again, one shard (two hex
 * digits of SHA-256 of the id) at a time.
 */
export interface Lines {
  /** How many different ids there are. */
  readonly size: number;
  /** The lines of a shard, sorted by id in code unit order. */
  shard(name: string): readonly IdLine[];
  /** Every line, sorted likewise; for kinds that are known to be small. */
  all(): readonly IdLine[];
}

/** The same lines, each changed as it is read; the id stays. */
export function changedLines(lines: Lines, change: (line: IdLine) => IdLine): Lines {
  return {
    size: lines.size,
    shard: (name) => lines.shard(name).map(change),
    all: () => lines.all().map(change),
  };
}
