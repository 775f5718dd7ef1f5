import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { CommandContext, CommonOptions } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import type { OpenEstate } from "./open-estate.ts";

/**
 * How a command that only shows what is there ends: with what it shows being what was collected, or with the word and
 * the exit code that it is not.
 */
export function exitOfLooking(
  { snapshot }: OpenEstate,
  context: CommandContext,
  { logFormat = "text" }: Partial<CommonOptions>,
): ExitCode {
  const problems = snapshot?.problems ?? [];
  printProblems(problems, "error", { ...context, logFormat });
  return problems.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
}
