import { isDeepStrictEqual } from "node:util";
import { counted } from "../counted.ts";
import type { CollectedKind } from "../model/collected.ts";
import type { KindEntry } from "../model/manifest.ts";
import type { AnyRecord } from "../model/record.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { HeldRecord } from "./earlier-kind.ts";

/** How much of a kind may differ from one reading to the next before somebody has to look. */
export interface BrakeLimits {
  /** Percent of the records that may be gone or changed. */
  readonly changed: number;
  /** Percent of the records that may be newly switched off. */
  readonly disabled: number;
  /** Fewer records than this never brake, whatever their share. */
  readonly least: number;
}

/** Kinds that say who is there and what they can do. Others, events above all, are meant to come and go. */
const watched: ReadonlySet<RecordKind> = new Set([
  "identity",
  "account",
  "group",
  "membership",
  "entitlement",
  "grant",
  "credential",
]);

const off: ReadonlySet<unknown> = new Set(["disabled", "suspended", "terminated", "deleted", "revoked", "expired"]);

/** Counts what differs between two readings of a kind, portion by portion. */
export class Brake {
  readonly #kind: CollectedKind;
  readonly #earlier: KindEntry;
  /** Fields that only one reading knows say nothing of a change at the source. */
  readonly #fields: readonly string[];
  #before = 0;
  #gone = 0;
  #changed = 0;
  #disabled = 0;
  #differing = 0;

  constructor(kind: CollectedKind, earlier: KindEntry) {
    this.#kind = kind;
    this.#earlier = earlier;
    this.#fields = kind.fieldsRead.filter((field) => earlier.fieldsRead.includes(field));
  }

  /** Takes a portion: the records that were held, and those that have been read. */
  compare(before: ReadonlyMap<string, HeldRecord>, now: ReadonlyMap<string, HeldRecord>): void {
    this.#before += before.size;
    for (const [id, old] of before) {
      const found = now.get(id);
      if (found === undefined) this.#gone += 1;
      else if (found.text !== old.text) this.#compareTwo(old.record, found.record);
    }
  }

  /**
   * Why a reading that claims to be whole is not believed without a look: a broken export, a filter, a lost right and a
   * directory that was restored from last year all look like people who have left. A reading that says itself that it is
   * not whole takes nothing away, and needs no brake.
   */
  doubts(limits: BrakeLimits): string[] {
    const { kind, completeness, observedAt, records, announcedTotal } = this.#kind;
    const before = this.#before;
    const isWhole = ["full", "scoped", "asserted"].includes(completeness);
    if (!watched.has(kind) || !isWhole || before === 0) return [];
    if (records.size === 0 && observedAt >= this.#earlier.observedAt) {
      const isTold = announcedTotal === 0 && before < limits.least;
      return isTold ? [] : [`${kind}: all ${counted(before, "record")} are gone`];
    }
    const isDifferent = this.#gone + this.#differing > 0 || records.size !== before;
    if (observedAt < this.#earlier.observedAt && isDifferent)
      return [
        `${kind}: this reading (${observedAt}) is older than the one before it (${this.#earlier.observedAt}), and differs`,
      ];
    const exceeds = (count: number, percent: number) => count >= limits.least && count * 100 > percent * before;
    const doubts: string[] = [];
    if (exceeds(this.#gone + this.#changed, limits.changed))
      doubts.push(`${kind}: of ${counted(before, "record")} ${this.#gone} are gone and ${this.#changed} changed`);
    if (exceeds(this.#disabled, limits.disabled))
      doubts.push(`${kind}: of ${counted(before, "record")} ${this.#disabled} are newly switched off`);
    return doubts;
  }

  #compareTwo(before: AnyRecord, after: AnyRecord): void {
    const was: Readonly<Record<string, unknown>> = before;
    const now: Readonly<Record<string, unknown>> = after;
    this.#differing += 1;
    if (this.#fields.some((field) => !isDeepStrictEqual(was[field], now[field]))) this.#changed += 1;
    if (off.has(now.status) && !off.has(was.status)) this.#disabled += 1;
  }
}
