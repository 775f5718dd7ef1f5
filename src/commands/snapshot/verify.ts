import { counted } from "../../counted.ts";
import type { Problem } from "../../errors.ts";
import { exitCodes } from "../../exit-codes.ts";
import { safeText } from "../../report/safe-text.ts";
import { snapshotDigest, verifySnapshot } from "../../snapshot/index.ts";
import type { CommandBody, CommandContext, CommonOptions } from "../context.ts";
import { printProblems } from "../print-failure.ts";
import { located, openFolder } from "./open-given.ts";

export type VerifyOptions = Record<never, never>;

/** More problems than this help nobody; how many there are is told. */
const mostShown = 200;

/** Checks a snapshot and says whether it is whole; problems go to standard error, the verdict to standard output. */
export const verify: CommandBody<VerifyOptions> = async ({ args, options }, context) => {
  const snapshot = await openFolder(args[0], options.config, context);
  const { files, records, problems, warnings } = verifySnapshot(snapshot);
  print(located(snapshot, warnings), "warn", context, options);
  print(located(snapshot, problems), "error", context, options);
  const name = safeText(snapshot.name);
  const held = `${counted(files, "file")}, ${counted(records, "record")}`;
  if (problems.length > 0) {
    context.stdout.write(`${name} is not whole: ${counted(problems.length, "problem")} in ${held}.\n`);
    return exitCodes.cannotJudge;
  }
  context.stdout.write(`${name} is whole: ${held}, digest ${snapshotDigest(snapshot.manifest)}.\n`);
  return exitCodes.clean;
};

function print(problems: readonly Problem[], level: "error" | "warn", context: CommandContext, options: CommonOptions) {
  printProblems(problems.slice(0, mostShown), level, { ...context, logFormat: options.logFormat });
  if (problems.length > mostShown) context.log[level](`and ${problems.length - mostShown} more like these`);
}
