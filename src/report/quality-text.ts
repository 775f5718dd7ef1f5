import { counted } from "../counted.ts";
import { type QualityFact, qualityFacts, type SourceQuality } from "../model/quality.ts";
import type { Report } from "../model/report.ts";
import { shareText } from "./share-text.ts";

/** Places that a line names. */
const named = 3;

const lacking: Readonly<Record<QualityFact, string>> = {
  owner: "without anybody who answers for it",
  status: "without a known status",
  lastUse: "without a known last use",
  linked: "without anybody or anything it belongs to",
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
export function qualityRow(quality: SourceQuality): (string | number)[] {
  const { system, kind, records } = quality;
  const shares = qualityFacts.map((fact) => quality[fact]).map((share) => (share ? shareText(share) : ""));
  return [system, kind, records, ...shares];
}

/** Whether anything is not known of some of the records. */
export function hasGaps(quality: SourceQuality): boolean {
  return qualityFacts.some((fact) => missing(quality, fact) > 0 || (quality[fact]?.unknown ?? 0) > 0);
}
