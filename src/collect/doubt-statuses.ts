import type { CollectedKind, CollectedSource } from "../model/collected.ts";

/** Percent of a kind's records whose status may be one that nobody has explained. */
const mostUnexplained = 20;

/** Fewer than these are single oddities, unless they are all there is. */
const few = 3;

/**
 * Calls a kind partial in which too many records have a status that the map does not know. Each of them is undecided, and
 * an estate of which nothing can be decided has no findings: it must not look like one in which nothing is wrong.
 */
export function doubtStatuses(source: CollectedSource): CollectedSource {
  return { ...source, kinds: source.kinds.map(doubted) };
}

function doubted(kind: CollectedKind): CollectedKind {
  if (!kind.fieldsRead.includes("status") || !["full", "scoped", "asserted"].includes(kind.completeness)) return kind;
  const { unexplained } = kind;
  const { size } = kind.records;
  const isOdd = unexplained < few || unexplained * 100 <= mostUnexplained * size;
  if (unexplained === 0 || (isOdd && unexplained < size)) return kind;
  const warning = `${kind.kind}: ${unexplained} of ${size} records have a status that the map does not know, so they cannot be judged; complete the map`;
  return { ...kind, completeness: "partial", warnings: [...kind.warnings, warning].toSorted() };
}
