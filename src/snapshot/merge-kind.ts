import { byCodeUnit } from "../canonical.ts";
import { counted } from "../counted.ts";
import type { CollectedKind } from "../model/collected.ts";
import type { Completeness, KindEntry } from "../model/manifest.ts";
import { Brake } from "./brake.ts";
import type { EarlierKind } from "./earlier-kind.ts";
import type { KindWriter } from "./kind-writer.ts";
import { type Layout, layoutFor } from "./layout.ts";
import { type MergeOptions, mergePortion } from "./merge-portion.ts";
import { linesOf, type Portion, portionsOf } from "./portions.ts";
import { findRenames } from "./renames.ts";

/** A kind as the new snapshot holds it, and why the reading may not be believed. */
export interface MergedKind {
  readonly entry: KindEntry;
  readonly doubts: readonly string[];
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
export async function mergeKind(
  read: CollectedKind,
  earlier: EarlierKind | undefined,
  options: MergeOptions,
  writerFor: (layout: Layout) => KindWriter,
): Promise<MergedKind> {
  const complete = isComplete(read.completeness);
  const portions = portionsOf(read.records, earlier);
  const kept = complete ? 0 : await keptBy(read, earlier, portions);
  const entry = entryOf(read, earlier?.entry, kept);
  const writer = writerFor(entry.layout);
  const brake = earlier && new Brake(read, earlier.entry);
  const renames = await findRenames(read.records, earlier, portions);
  for (const portion of portions)
    await mergePortion(portion, { read, earlier, complete, renames, brake, writer, options });
  writer.finish();
  return { entry, doubts: (options.limits && brake?.doubts(options.limits)) ?? [] };
}

/** How many records stay of the earlier reading that this one does not hold. */
async function keptBy(
  { records }: CollectedKind,
  earlier: EarlierKind | undefined,
  portions: readonly Portion[],
): Promise<number> {
  let kept = 0;
  for (const portion of earlier ? portions : []) {
    const here = new Set(linesOf(records, portion).map(({ id }) => id));
    const before = await earlier?.read(portion);
    for (const id of before?.records.keys() ?? []) if (!here.has(id)) kept += 1;
  }
  return kept;
}

function entryOf(read: CollectedKind, earlier: KindEntry | undefined, kept: number): KindEntry {
  const { completeness, announcedTotal, observedAt } = read;
  const complete = isComplete(completeness);
  const old = !complete && (kept > 0 || read.records.size === 0) ? earlier : undefined;
  const cursor = read.cursor ?? (complete ? undefined : earlier?.cursor);
  const warnings = [...read.warnings, ...ownWarnings(read, earlier, kept)];
  const count = read.records.size + kept;
  return {
    observedAt: old?.observedAt ?? observedAt,
    completeness,
    count,
    ...(announcedTotal !== undefined && { announcedTotal }),
    fieldsRead: fieldsOf(read, old),
    layout: layoutFor(count, earlier?.layout),
    ...(cursor && { cursor }),
    ...(warnings.length > 0 && { warnings: [...new Set(warnings)].toSorted(byCodeUnit) }),
  };
}

function ownWarnings({ observedAt, records }: CollectedKind, earlier: KindEntry | undefined, kept: number): string[] {
  const warnings: string[] = [];
  if (kept > 0)
    warnings.push(`not read completely: ${counted(records.size, "record")} read, ${kept} kept from an earlier reading`);
  if (earlier && observedAt < earlier.observedAt)
    warnings.push(`this reading (${observedAt}) is older than the one before it (${earlier.observedAt})`);
  return warnings;
}

/** Fields that are known of every record: those of both readings, where records of both are there. */
function fieldsOf({ fieldsRead, records }: CollectedKind, old: KindEntry | undefined): string[] {
  const fields = new Set(fieldsRead);
  const known = old ? old.fieldsRead.filter((field) => records.size === 0 || fields.has(field)) : [...fields];
  return known.toSorted(byCodeUnit);
}
