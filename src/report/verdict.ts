import { exitCodes } from "../exit-codes.ts";
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

/** Whether this run says anything of what it did not find. Where it is false, no format may look green. */
export function isJudged({ exitCode }: Pick<Report, "exitCode">): boolean {
  return exitCode === exitCodes.clean || exitCode === exitCodes.violations;
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
