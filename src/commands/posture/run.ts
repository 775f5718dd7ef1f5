import { exitCodes } from "../../exit-codes.ts";
import { safeJson } from "../../report/safe-json.ts";
import { makeReport } from "../check/make-report.ts";
import type { CommandBody } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import type { EstateOptions } from "../estate/open-estate.ts";
import { postureText } from "./text.ts";

export interface PostureOptions extends EstateOptions {
  readonly format: "text" | "json";
}

/** Seconds that a rule may take on one document. */
const stillSeconds = 10;

/** Prints the posture. It gates nothing: the exit code is 2 where something kept us from judging, else 0. */
export const posture: CommandBody<PostureOptions> = async ({ options }, context) => {
  const loaded = await openConfig(options, context);
  const report = await makeReport(options, { loaded, failOn: undefined, stillSeconds, workers: undefined }, context);
  if (options.format === "json") {
    const { asOf, digests } = report;
    context.stdout.write(`${safeJson({ asOf, digests, posture: report.posture })}\n`);
  } else for (const part of postureText(report, context)) context.stdout.write(part);
  for (const { text } of report.obstacles) context.log.warn(text);
  return report.obstacles.length > 0 ? exitCodes.cannotJudge : exitCodes.clean;
};
