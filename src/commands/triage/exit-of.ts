import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { Report } from "../../model/report.ts";
import { isJudged } from "../../report/verdict.ts";

/** Whatever was found, all is well; but a run that could not judge is never a pass. */
export function exitOf(report: Pick<Report, "exitCode">): ExitCode {
  return isJudged(report) ? exitCodes.clean : exitCodes.cannotJudge;
}
