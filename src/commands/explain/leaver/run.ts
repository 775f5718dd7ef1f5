import { startPack } from "../../../evaluate/index.ts";
import { type ExitCode, exitCodes } from "../../../exit-codes.ts";
import type { OutVerdict } from "../../../model/leaver.ts";
import { safeJson } from "../../../report/safe-json.ts";
import type { CommandContext } from "../../context.ts";
import { exitOfLooking } from "../../estate/exit-of-looking.ts";
import { openConfig } from "../../estate/open-config.ts";
import { type EstateOptions, openEstate } from "../../estate/open-estate.ts";
import { openRules } from "../../estate/open-rules.ts";
import { askingLeaver } from "./ask.ts";
import { makeLeaverReport } from "./make-report.ts";
import { leaverText } from "./render-leaver.ts";
import { findLeaver } from "./who.ts";

export interface LeaverOptions extends EstateOptions {
  readonly format: string;
  readonly left?: string;
}

/** The longest that policies may think about one document, in seconds. */
const stillSeconds = 60;

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
  const loaded = await openConfig(options, context);
  const rules = await openRules(loaded, context);
  const started = await startPack(rules.pack, stillSeconds);
  try {
    const open = await openEstate(options, context, loaded);
    const looking = exitOfLooking(open, context, options);
    const report = await makeLeaverReport(
      findLeaver(who, open),
      options.left,
      open,
      askingLeaver(started, rules, open),
    );
    const { format } = options;
    context.stdout.write(
      format === "json" ? `${safeJson(report, 2)}\n` : leaverText(report, format === "markdown" ? "markdown" : "text"),
    );
    return looking === exitCodes.clean ? exits[report.verdict] : looking;
  } finally {
    await started.close();
  }
}
