import type { Problem } from "../../errors.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { CommandContext, CommonOptions } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import { observationNotices } from "./observation-notices.ts";
import type { OpenEstate } from "./open-estate.ts";

/**
 * How a command that only shows what is there ends: with what it shows being what was collected, or with the word and
 * the exit code that it is not, or that nothing was. What is older or younger than it seems is a warning.
 */
export function exitOfLooking(
  open: OpenEstate,
  context: CommandContext,
  { logFormat = "text" }: Partial<CommonOptions>,
): ExitCode {
  const { obstacles, snapshot } = open;
  const age = obstacles.filter(({ code }) => code === "source-failed" || code === "observed-later");
  for (const { text } of [...age, ...observationNotices(open)]) context.log.warn(text);
  const problems = snapshot?.problems ?? withoutSnapshot(open);
  printProblems(problems, "error", { ...context, logFormat });
  return problems.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
}

/** Nothing was observed: no fault where the config observes nothing, and something is declared that can be shown. */
function withoutSnapshot({ loaded, estate, access }: OpenEstate): Problem[] {
  const { sources, snapshot } = loaded.config;
  const isDeclared = estate.systems.length > 0 || access.identities.length > 0;
  if (isDeclared && sources.every(({ declares }) => declares)) return [];
  const message = isDeclared
    ? "there is no snapshot here, so only what is declared can be shown"
    : "there is no snapshot here and nothing is declared, so there is nothing to show";
  const next = "Run `entitlint collect` first, or name the snapshot's folder.";
  return [{ code: "snapshot/none", message, place: { file: snapshot }, next }];
}
