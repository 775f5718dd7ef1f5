import type { CollectedRecord, CollectedSource } from "../model/collected.ts";

/** Whose end dates that still lie ahead may be stored. */
export type FutureEndDates = "contractors" | "all" | "none";

/** Employment types of people whose leaving is nobody's business before it happens; no type at all counts as one of them. */
const employed = /^(?:employees?|permanent|regular|staff|(?:full|part)[- ]?time)?$/i;

/**
 * Leaves out end dates of people that lie after the export: a repository is not an HR system, and who has given notice
 * is not for everybody to read. Contractors' ends are known to all who work with them, and stay unless told otherwise.
 * A date that has passed by the next export is stored then.
 */
export function withholdFutureEnds(source: CollectedSource, keep: FutureEndDates): CollectedSource {
  const observedAt = source.kinds.find(({ kind }) => kind === "identity")?.observedAt;
  if (source.role !== "authoritative-identity" || keep === "all" || observedAt === undefined) return source;
  return { ...source, records: source.records.map((collected) => withheld(collected, keep, observedAt)) };
}

function withheld(collected: CollectedRecord, keep: FutureEndDates, observedAt: string): CollectedRecord {
  const { record } = collected;
  if (collected.kind !== "identity" || !("endDate" in record) || record.endDate === undefined) return collected;
  const ahead = record.endDate.slice(0, observedAt.length) >= observedAt.slice(0, record.endDate.length);
  if (!ahead || (keep === "contractors" && !employed.test(record.employmentType ?? ""))) return collected;
  const { endDate: _withheld, ...rest } = record;
  return { ...collected, record: rest };
}
