import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import { dayOf } from "./day.ts";
import type { LeaversOptions } from "./leavers/run.ts";
import { describeTrend } from "./trend/describe.ts";

/** `entitlint report` */
export const describeReport: DescribeCommand = (program, shell) => {
  const report = program.command("report").description("reports over many people or a span of time, for auditors");
  report
    .command("leavers")
    .description(
      "everybody who left in a span of time: for each application whether they are out, and since when that was seen",
    )
    .option("--from <date>", "left on this day or later (its beginning, UTC)", dayOf)
    .option("--to <date>", "left on this day or before (its end, UTC); as of the judging unless given", dayOf)
    .option("--snapshot <dir>", "snapshot to read, instead of the config's")
    .addOption(new Option("--format <format>", "how it is written").choices(["text", "csv", "json"]).default("text"))
    .addHelpText(
      "after",
      `
Each person stands with every place of access: OUT, NOT OUT or CANNOT SAY, when it was read, and which reading was the first to show
their account switched off. The digests name the snapshot, access files, config and policies that it rests on.

Example:
  $ entitlint report leavers --from 2026-07-01 --to 2026-09-30
  $ entitlint report leavers --from 2026-07-01 --format csv > leavers.csv
`,
    )
    .action(shell.runs<LeaversOptions>(async () => (await import("./leavers/run.ts")).reportLeavers));
  describeTrend(report, shell);
};
