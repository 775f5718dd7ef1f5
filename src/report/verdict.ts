import { counted } from "../counted.ts";
import { exitCodes } from "../exit-codes.ts";
import { isGated } from "../model/gate.ts";
import type { Obstacle, Report } from "../model/report.ts";

const meanings: Readonly<Record<number, string>> = {
  [exitCodes.clean]: "judged, nothing at or above the gate",
  [exitCodes.violations]: "findings at or above the gate",
  [exitCodes.cannotJudge]: "could not judge",
  [exitCodes.failed]: "the tool failed",
};

/** The exit code in words. */
export function exitMeaning({ exitCode }: Pick<Report, "exitCode">): string {
  return meanings[exitCode] ?? "unknown";
}

/** The verdict in a few words. */
export function headline(report: Report): string {
  const { exitCode, findings, gate } = report;
  if (!isJudged(report)) return `entitlint ${exitCode === exitCodes.failed ? "failed" : "could not judge"}`;
  const gated = findings.filter((finding) => isGated(finding, report)).length;
  return gated > 0
    ? `entitlint: ${counted(gated, "finding")} at or above ${gate.failOn}`
    : `entitlint: nothing at or above ${gate.failOn}`;
}

/** What has to be said beside an exit code of 0 where cases are undecided; empty elsewhere. */
export function butUndecided({ exitCode, unknowns }: Pick<Report, "exitCode" | "unknowns">): string {
  const undecided = exitCode === exitCodes.clean ? casesIn(unknowns) : 0;
  return undecided > 0 ? `, but ${counted(undecided, "case is", "cases are")} undecided, which is no pass` : "";
}

/** Whether this run says anything of what it did not find. Where it is false, no format may look green. */
export function isJudged({ exitCode }: Pick<Report, "exitCode">): boolean {
  return exitCode === exitCodes.clean || exitCode === exitCodes.violations;
}

/** A run that judged nothing has found nothing either, which must not look like a pass. */
export function nothingText(report: Pick<Report, "exitCode">): string {
  return isJudged(report) ? "Nothing was found." : "Nothing was found, but this run could not judge.";
}

/** What kept the run from judging: never empty for a run that did not. */
export function troublesOf(report: Report): readonly Obstacle[] {
  if (isJudged(report) || report.obstacles.length > 0) return report.obstacles;
  return [{ code: "not-judged", text: `exit code ${report.exitCode}: ${exitMeaning(report)}` }];
}

/** How many cases could not be decided: one entry may stand for all those of one cause. */
export function casesIn(unknowns: Report["unknowns"]): number {
  return unknowns.reduce((sum, { count = 1 }) => sum + count, 0);
}
