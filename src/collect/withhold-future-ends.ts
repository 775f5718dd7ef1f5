import { canonicalLine } from "../canonical.ts";
import type { CollectedSource } from "../model/collected.ts";
import { changedLines, type IdLine } from "../model/lines.ts";
import type { RecordOf } from "../model/record.ts";

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
  if (!rolesOfPeople.has(source.role) || keep === "all") return source;
  const kinds = source.kinds.map((kind) =>
    kind.kind === "identity"
      ? { ...kind, records: changedLines(kind.records, (line) => withheld(line, keep, kind.observedAt)) }
      : kind,
  );
  return { ...source, kinds };
}

function withheld(line: IdLine, keep: FutureEndDates, observedAt: string): IdLine {
  if (!line.text.includes('"endDate"')) return line;
  const { endDate, ...rest }: RecordOf<"identity"> = JSON.parse(line.text);
  if (endDate === undefined) return line;
  const ahead = endDate.slice(0, observedAt.length) >= observedAt.slice(0, endDate.length);
  if (!ahead || (keep === "contractors" && temporary.test(rest.employmentType ?? ""))) return line;
  return { ...line, text: canonicalLine(rest) };
}
