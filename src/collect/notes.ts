import type { Pile } from "../spool/pile.ts";
import { shards } from "../spool/shard.ts";
import { secretsIn } from "./secret-shapes.ts";

/**
 * What a collector has to keep until everything is read, and is no record: there may be as much of it. What has the form
 * of a secret stays in memory, because nothing of that form is ever written.
 */
export class Notes<T extends object> {
  readonly #pile: Pile;
  readonly #secret: T[] = [];
  #count = 0;

  constructor(pile: Pile) {
    this.#pile = pile;
  }

  get size(): number {
    return this.#count;
  }

  add(note: T): void {
    this.#count += 1;
    const text = JSON.stringify(note);
    if (secretsIn(text).length > 0) this.#secret.push(note);
    else this.#pile.add(String(this.#count), text);
  }

  /** Every note, in no order that means anything. */
  *[Symbol.iterator](): Generator<T> {
    yield* this.#secret;
    for (const name of shards) for (const { text } of this.#pile.shard(name)) yield JSON.parse(text);
  }
}
