import { createHash } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { groupsOf, type Pile, type PileEntry } from "../spool/pile.ts";
import { shards } from "../spool/shard.ts";
import { secretsIn } from "./secret-shapes.ts";

/**
 * Notes that come apart and belong together. As with other notes, what has the form of a secret stays in memory.
 */
export class NotesByKey<T extends object> {
  readonly #pile: Pile;
  readonly #secret: T[] = [];

  constructor(pile: Pile) {
    this.#pile = pile;
  }

  add(key: string, note: T): void {
    const text = JSON.stringify(note);
    const isSecret = secretsIn(text).length > 0;
    const place = isSecret ? String(this.#secret.push(note) - 1) : "";
    this.#pile.add(idOf(key), isSecret ? "" : text, place);
  }

  /** All notes of one key after those of another: each key's in the order in which they came, the keys in any. */
  async *[Symbol.asyncIterator](): AsyncGenerator<readonly T[]> {
    for (const name of shards) {
      for (const group of groupsOf(this.#pile.shard(name))) yield group.flatMap((entry) => this.#noteOf(entry) ?? []);
      // Garbage is cleared up in time only where the event loop turns now and then.
      await setImmediate();
    }
  }

  #noteOf({ mark, text }: PileEntry): T | undefined {
    return mark === "" ? JSON.parse(text) : this.#secret[Number(mark)];
  }
}

/** A key as a pile takes it: on one line, and no secret. */
function idOf(key: string): string {
  if (secretsIn(key).length > 0) return createHash("sha256").update(key).digest("hex");
  return JSON.stringify(key);
}
