import { EntitlintError } from "../../../errors.ts";
import { safeJson } from "../../../report/safe-json.ts";
import type { CommandBody } from "../../context.ts";
import { digestsOf } from "../../estate/digests.ts";
import { exitOfLooking } from "../../estate/exit-of-looking.ts";
import type { EstateOptions } from "../../estate/open-estate.ts";
import { withQuestions } from "../../leavers/with-questions.ts";
import { type LeaversReport, leaversIn } from "./leavers-report.ts";
import { leaversCsv, leaversText } from "./render-leavers.ts";

export interface LeaversOptions extends EstateOptions {
  readonly from?: string;
  readonly to?: string;
  readonly format: "text" | "csv" | "json";
}

/** Tells of everybody who left in a span of time whether they are out. It only tells, so that it ends as looking does. */
export const reportLeavers: CommandBody<LeaversOptions> = async ({ options }, context) => {
  const { from, to, format } = options;
  if (from !== undefined && to !== undefined && from > to)
    throw new EntitlintError({
      code: "usage/invalid",
      message: `--from ${from} is later than --to ${to}`,
      next: "Give the earlier day first.",
    });
  return await withQuestions(options, context, async ({ open, pack, ask }) => {
    const code = exitOfLooking(open, context, options);
    const report: LeaversReport = {
      version: 1,
      asOf: open.now,
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      digests: await digestsOf(open, pack.digest),
      ...(await leaversIn({ from, to }, open, ask)),
    };
    const write = { text: leaversText, csv: leaversCsv, json: (all: LeaversReport) => `${safeJson(all, 2)}\n` };
    context.stdout.write(write[format](report));
    return code;
  });
};
