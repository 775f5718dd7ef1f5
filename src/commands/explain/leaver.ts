import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { OutVerdict } from "../../model/leaver.ts";
import { safeJson } from "../../report/safe-json.ts";
import type { CommandContext } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import type { EstateOptions } from "../estate/open-estate.ts";
import { makeLeaverReport } from "../leavers/make-report.ts";
import { findLeaver } from "../leavers/who.ts";
import { withQuestions } from "../leavers/with-questions.ts";
import { leaverText } from "./render-leaver.ts";

export interface LeaverOptions extends EstateOptions {
  readonly format: string;
  readonly left?: string;
}

const exits: Readonly<Record<OutVerdict, ExitCode>> = {
  out: exitCodes.clean,
  in: exitCodes.violations,
  unknown: exitCodes.cannotJudge,
};

/**
 * Tells whether somebody is out of every place. The exit code is that of the gravest: 1 where something of theirs works,
 * else 2 where nobody can say, else 0. A snapshot that is not what was collected proves nothing: 2.
 */
export async function explainLeaver(who: string, options: LeaverOptions, context: CommandContext): Promise<ExitCode> {
  return await withQuestions(options, context, async ({ open, ask }) => {
    const looking = exitOfLooking(open, context, options);
    const report = await makeLeaverReport(findLeaver(who, open), options.left, open, ask);
    const { format } = options;
    context.stdout.write(
      format === "json" ? `${safeJson(report, 2)}\n` : leaverText(report, format === "markdown" ? "markdown" : "text"),
    );
    return looking === exitCodes.clean ? exits[report.verdict] : looking;
  });
}
