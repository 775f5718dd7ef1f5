import type { CollectedRecord, CollectedSource } from "../model/collected.ts";

/** Whose end dates that still lie ahead may be stored. */
export type FutureEndDates = "contractors" | "all" | "none";

/**
 * Words for people who come for a time that everybody knows. Whoever is called otherwise, or nothing, counts as employed:
 * a word we do not know must not give away who has given notice.
 */
const temporary = /contract|freelanc|extern|temp|consult|agency|vendor|supplier|partner|intern(?!al)|trainee|guest/i;

const rolesOfPeople: ReadonlySet<string> = new Set(["authoritative-identity", "directory"]);

/**
 * Leaves out end dates of people that lie after the export: a repository is not an HR system, and who has given notice
 * is not for everybody to read. Contractors' ends are known to all who work with them, and stay unless told otherwise.
 * A date that has passed by the next export is stored then.
 */
export function withholdFutureEnds(source: CollectedSource, keep: FutureEndDates): CollectedSource {
  const observedAt = source.kinds.find(({ kind }) => kind === "identity")?.observedAt;
  if (!rolesOfPeople.has(source.role) || keep === "all" || observedAt === undefined) return source;
  return { ...source, records: source.records.map((collected) => withheld(collected, keep, observedAt)) };
}

function withheld(collected: CollectedRecord, keep: FutureEndDates, observedAt: string): CollectedRecord {
  const { record } = collected;
  if (collected.kind !== "identity" || !("endDate" in record) || record.endDate === undefined) return collected;
  const ahead = record.endDate.slice(0, observedAt.length) >= observedAt.slice(0, record.endDate.length);
  if (!ahead || (keep === "contractors" && temporary.test(record.employmentType ?? ""))) return collected;
  const { endDate: _withheld, ...rest } = record;
  return { ...collected, record: rest };
}
