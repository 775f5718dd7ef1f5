import { byCodeUnit } from "../../canonical.ts";
import type { TrendFinding, TrendRank } from "../../model/trend.ts";
import { timesOf } from "./measure.ts";

/** Findings by a rule or an application, what is open most first. */
export function ranksOf(
  findings: readonly TrendFinding[],
  idOf: (finding: TrendFinding) => string,
  titleOf?: (finding: TrendFinding) => string,
): TrendRank[] {
  const groups = new Map<string, TrendFinding[]>();
  for (const finding of findings) {
    const own = groups.get(idOf(finding)) ?? [];
    own.push(finding);
    groups.set(idOf(finding), own);
  }
  return [...groups]
    .map(([id, own]) => rankOf(id, own, titleOf))
    .sort((a, b) => b.open - a.open || b.new - a.new || b.mended - a.mended || byCodeUnit(a.id, b.id));
}

function rankOf(
  id: string,
  findings: readonly TrendFinding[],
  titleOf: ((finding: TrendFinding) => string) | undefined,
): TrendRank {
  const [first] = findings;
  const episodes = findings.flatMap((finding) => finding.episodes);
  return {
    id,
    ...(first && titleOf && { title: titleOf(first) }),
    new: episodes.filter(({ arrival }) => arrival === "new").length,
    cameToLight: episodes.filter(({ arrival }) => arrival === "came-to-light").length,
    mended: episodes.filter(({ state }) => state === "mended").length,
    open: findings.filter(({ state }) => state === "open").length,
    notObservable: findings.filter(({ state }) => state === "not-observable").length,
    detect: timesOf(episodes.map(({ detect }) => detect)),
    mend: timesOf(episodes.flatMap(({ mend }) => mend ?? [])),
  };
}
