import { isDeepStrictEqual } from "node:util";
import { counted } from "../counted.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { CheckedKind } from "./check-collected.ts";
import type { EarlierKind } from "./read-earlier.ts";

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

/**
 * Why a reading that claims to be whole is not believed without a look: a broken export, a filter, a lost right and a
 * directory that was restored from last year all look like people who have left. A reading that says itself that it is
 * not whole takes nothing away, and needs no brake.
 */
export function doubtsOf(
  kind: RecordKind,
  { stated, records }: CheckedKind,
  earlier: EarlierKind | undefined,
  limits: BrakeLimits,
): string[] {
  const isWhole = ["full", "scoped", "asserted"].includes(stated.completeness);
  const before = earlier?.records.size ?? 0;
  if (!watched.has(kind) || !isWhole || earlier === undefined || before === 0) return [];
  if (records.size === 0 && stated.observedAt >= earlier.entry.observedAt) {
    const isTold = stated.announcedTotal === 0 && before < limits.least;
    return isTold ? [] : [`${kind}: all ${counted(before, "record")} are gone`];
  }
  const { observedAt } = earlier.entry;
  if (stated.observedAt < observedAt && isDifferent(records, earlier))
    return [
      `${kind}: this reading (${stated.observedAt}) is older than the one before it (${observedAt}), and differs`,
    ];
  // Fields that only one reading knows say nothing of a change at the source.
  const fields = stated.fieldsRead.filter((field) => earlier.entry.fieldsRead.includes(field));
  let gone = 0;
  let changed = 0;
  let disabled = 0;
  for (const [id, { record: old }] of earlier.records) {
    const now: Readonly<Record<string, unknown>> | undefined = records.get(id)?.record;
    const was: Readonly<Record<string, unknown>> = old;
    if (now === undefined) gone += 1;
    else if (fields.some((field) => !isDeepStrictEqual(was[field], now[field]))) changed += 1;
    if (now !== undefined && off.has(now.status) && !off.has(was.status)) disabled += 1;
  }
  const exceeds = (count: number, percent: number) => count >= limits.least && count * 100 > percent * before;
  const doubts: string[] = [];
  if (exceeds(gone + changed, limits.changed))
    doubts.push(`${kind}: of ${counted(before, "record")} ${gone} are gone and ${changed} changed`);
  if (exceeds(disabled, limits.disabled))
    doubts.push(`${kind}: of ${counted(before, "record")} ${disabled} are newly switched off`);
  return doubts;
}

function isDifferent(records: CheckedKind["records"], earlier: EarlierKind): boolean {
  if (records.size !== earlier.records.size) return true;
  return [...records].some(([id, { text }]) => earlier.records.get(id)?.text !== text);
}
