import { counted } from "../counted.ts";
import { type History, type HistoryKind, trackedAttributes } from "../model/history.ts";
import type { Completeness, KindEntry } from "../model/manifest.ts";
import type { RecordKind } from "../model/record-id.ts";
import type { Instant } from "../model/time.ts";
import { byCodeUnit } from "./canonical.ts";
import type { CheckedKind, CheckedRecord } from "./check-collected.ts";
import { layoutFor } from "./layout.ts";
import type { EarlierKind } from "./read-earlier.ts";
import { type Remembered, remember } from "./remember.ts";

/** A kind as the new snapshot holds it. */
export interface MergedKind {
  readonly entry: KindEntry;
  readonly records: ReadonlyMap<string, CheckedRecord>;
  readonly history: ReadonlyMap<string, History>;
}

/** Whether a reading tells that what it does not hold is gone. */
function isComplete(completeness: Completeness): boolean {
  return completeness === "full" || completeness === "scoped" || completeness === "asserted";
}

/**
 * Joins a reading of a kind with what the snapshot held of it. A complete reading replaces; an incomplete one adds and
 * renews records but takes none away, and as long as records of an earlier reading are among them the kind keeps that
 * reading's date, so that no record is taken for newer than it is.
 */
export function mergeKind(
  kind: RecordKind,
  read: CheckedKind,
  earlier: EarlierKind | undefined,
  today: string,
): MergedKind {
  const { stated } = read;
  const complete = isComplete(stated.completeness);
  const kept = new Map<string, CheckedRecord>();
  if (!complete) for (const [id, one] of earlier?.records ?? []) if (!read.records.has(id)) kept.set(id, one);
  const records = new Map([...kept, ...read.records]);
  const old = earlier && !complete && (kept.size > 0 || read.records.size === 0) ? earlier.entry : undefined;
  const cursor = stated.cursor ?? (complete ? undefined : earlier?.entry.cursor);
  const warnings = [...stated.warnings, ...read.warnings, ...ownWarnings(read, earlier, kept.size)];
  const entry: KindEntry = {
    observedAt: old?.observedAt ?? stated.observedAt,
    completeness: stated.completeness,
    count: records.size,
    ...(stated.announcedTotal !== undefined && { announcedTotal: stated.announcedTotal }),
    fieldsRead: fieldsOf(read, old),
    layout: layoutFor(records.size, earlier?.entry.layout),
    ...(cursor && { cursor }),
    ...(warnings.length > 0 && { warnings: [...new Set(warnings)].toSorted(byCodeUnit) }),
  };
  return { entry, records, history: isTracked(kind) ? historyOf(kind, read, earlier, complete, today) : new Map() };
}

function ownWarnings(read: CheckedKind, earlier: EarlierKind | undefined, kept: number): string[] {
  const { observedAt } = read.stated;
  const warnings: string[] = [];
  if (kept > 0)
    warnings.push(
      `not read completely: ${counted(read.records.size, "record")} read, ${kept} kept from an earlier reading`,
    );
  if (earlier && observedAt < earlier.entry.observedAt) {
    warnings.push(`this reading (${observedAt}) is older than the one before it (${earlier.entry.observedAt})`);
  }
  return warnings;
}

/** Fields that are known of every record: those of both readings, where records of both are there. */
function fieldsOf({ stated, records }: CheckedKind, old: KindEntry | undefined): string[] {
  const fields = new Set(stated.fieldsRead);
  const known = old ? old.fieldsRead.filter((field) => records.size === 0 || fields.has(field)) : [...fields];
  return known.toSorted(byCodeUnit);
}

function historyOf(
  kind: HistoryKind,
  read: CheckedKind,
  earlier: EarlierKind | undefined,
  complete: boolean,
  today: string,
) {
  const { observedAt } = read.stated;
  const lastObservedAt: Instant | undefined = earlier?.entry.observedAt;
  return remember(
    { kind, observedAt, lastObservedAt, today, complete },
    earlier?.history ?? new Map(),
    rememberedOf(earlier?.records ?? new Map(), earlier?.entry.fieldsRead ?? []),
    rememberedOf(read.records, read.stated.fieldsRead),
  );
}

function rememberedOf(records: ReadonlyMap<string, CheckedRecord>, fieldsRead: readonly string[]) {
  const fields = new Set(fieldsRead);
  const result = new Map<string, Remembered>();
  for (const [id, { record }] of records) {
    const values: Readonly<Record<string, unknown>> = record;
    const knows = (name: string) =>
      record.unknown?.includes(name) !== true && (values[name] !== undefined || fields.has(name));
    result.set(id, { id, fields: values, knows });
  }
  return result;
}

function isTracked(kind: RecordKind): kind is HistoryKind {
  return kind in trackedAttributes;
}
