import type { Roll } from "../spool/roll.ts";
import { secretsIn } from "./secret-shapes.ts";

/**
 * What a collector has to keep until everything is read, and is no record: there may be as much of it. What has the form
 * of a secret stays in memory, because nothing of that form is ever written.
 */
export class Notes<T extends object> {
  readonly #roll: Roll;
  readonly #secret: T[] = [];
  #count = 0;

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  get size(): number {
    return this.#count;
  }

  add(note: T): void {
    this.#count += 1;
    const text = JSON.stringify(note);
    const isSecret = secretsIn(text).length > 0;
    if (isSecret) this.#secret.push(note);
    this.#roll.add(isSecret ? "" : text);
  }

  /** Every note, in the order in which they came. */
  *[Symbol.iterator](): Generator<T> {
    let secrets = 0;
    for (const text of this.#roll) {
      const note = text === "" ? this.#secret[secrets++] : JSON.parse(text);
      if (note !== undefined) yield note;
    }
  }
}
