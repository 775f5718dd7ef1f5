import { counted } from "../counted.ts";
import type { Share } from "../model/posture.ts";
import { type QualityFact, qualityFacts, type SourceQuality } from "../model/quality.ts";
import type { Report } from "../model/report.ts";

/** Places that a line names. */
const named = 3;

const lacking: Readonly<Record<QualityFact, string>> = {
  owner: "without an owner",
  status: "without a known status",
  lastUse: "without a known last use",
  linked: "linked to nobody",
};

/** What is missing in records of which their source tells it of others: a line for each fact, and none where nothing is missing. */
export function qualityLines({ quality = [] }: Report): string[] {
  return qualityFacts.flatMap((fact) => {
    const places = quality
      .map((one) => ({ place: `${one.system} ${one.kind}`, of: one.records, missing: missing(one, fact) }))
      .filter((one) => one.missing > 0)
      .toSorted((a, b) => b.missing - a.missing);
    if (places.length === 0) return [];
    const all = places.reduce((sum, one) => sum + one.missing, 0);
    const told = places.slice(0, named).map((one) => `${one.place} ${one.missing} of ${one.of}`);
    const more = places.length - told.length;
    return [
      `${counted(all, "record")} ${lacking[fact]}: ${told.join(", ")}${more > 0 ? ` and ${counted(more, "other kind")}` : ""}`,
    ];
  });
}

function missing(quality: SourceQuality, fact: QualityFact): number {
  const share = quality[fact];
  return share ? share.of - share.count : 0;
}

/** The columns of a table, one row for each kind of a source. */
export const qualityColumns = ["source", "kind", "records", "owner", "status", "last use", "linked"] as const;

/** A row: how many records, and of how many each fact is known; empty where it means nothing. */
export function qualityRow(quality: SourceQuality, textOf: (share: Share) => string = shortText): (string | number)[] {
  const { system, kind, records } = quality;
  const shares = qualityFacts.map((fact) => quality[fact]).map((share) => (share ? textOf(share) : ""));
  return [system, kind, records, ...shares];
}

/** `6 of 8, 2 unread`. */
function shortText({ count, of, unknown }: Share): string {
  return [...(of > 0 ? [`${count} of ${of}`] : []), ...(unknown > 0 ? [`${unknown} unread`] : [])].join(", ");
}

/** Whether anything is not known of some of the records. */
export function hasGaps(quality: SourceQuality): boolean {
  return qualityFacts.some((fact) => missing(quality, fact) > 0 || (quality[fact]?.unknown ?? 0) > 0);
}
