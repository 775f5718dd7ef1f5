import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { OutVerdict } from "../../model/leaver.ts";
import { safeJson } from "../../report/safe-json.ts";
import type { CommandContext } from "../context.ts";
import { exitOfLooking } from "../estate/exit-of-looking.ts";
import type { EstateOptions, OpenEstate } from "../estate/open-estate.ts";
import { type EarlierRun, readEarlierRun } from "../leavers/earlier-run.ts";
import type { LeaverReport } from "../leavers/leaver-report.ts";
import { makeLeaverReport } from "../leavers/make-report.ts";
import { marksSince } from "../leavers/marks.ts";
import { meansLeaver } from "../leavers/their-names.ts";
import { findLeaver, type Leaver } from "../leavers/who.ts";
import { withQuestions } from "../leavers/with-questions.ts";
import { leaverText } from "./render-leaver.ts";

export interface LeaverOptions extends EstateOptions {
  readonly format: string;
  readonly left?: string;
  readonly sinceRun?: string;
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
    const leaver = findLeaver(who, open);
    const earlier =
      options.sinceRun === undefined ? undefined : await earlierOf(options.sinceRun, leaver, open, context);
    const made = await makeLeaverReport(leaver, options.left, open, ask);
    const report = earlier ? withMarks(made, earlier, leaver, open) : made;
    const { format } = options;
    context.stdout.write(
      format === "json" ? `${safeJson(report, 2)}\n` : leaverText(report, format === "markdown" ? "markdown" : "text"),
    );
    return looking === exitCodes.clean ? exits[report.verdict] : looking;
  });
}

async function earlierOf(file: string, leaver: Leaver, open: OpenEstate, { cwd }: CommandContext): Promise<EarlierRun> {
  return await readEarlierRun(file, cwd, { isTheirs: meansLeaver(leaver, [], open), now: open.now });
}

function withMarks(report: LeaverReport, earlier: EarlierRun, leaver: Leaver, open: OpenEstate): LeaverReport {
  const records = report.places.flatMap((place) => place.records);
  return { ...report, since: { asOf: earlier.asOf, marks: marksSince(earlier, records, leaver, open) } };
}
