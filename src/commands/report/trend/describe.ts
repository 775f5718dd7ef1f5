import { Option } from "commander";
import type { DescribeCommand } from "../../context.ts";
import { dayOf } from "../day.ts";
import type { TrendOptions } from "./run.ts";

/** `entitlint report trend` */
export const describeTrend: DescribeCommand = (report, shell) => {
  report
    .command("trend")
    .description(
      "what became of findings over the snapshots in Git's history: how fast they were noticed and mended, and what each week brought",
    )
    .option("--from <date>", "from this day on (UTC); the first snapshot unless given", dayOf)
    .option("--to <date>", "up to this day (UTC); the last snapshot unless given", dayOf)
    .addOption(
      new Option("--every <period>", "look at the last snapshot of each period alone")
        .choices(["snapshot", "day", "week", "month"])
        .default("snapshot"),
    )
    .addOption(
      new Option("--format <format>", "how it is written")
        .choices(["text", "json", "markdown", "html", "csv"])
        .default("text"),
    )
    .option("--all", "name every finding and week in text and Markdown, not the first few")
    .option("--no-cache", "neither use nor keep what snapshots were judged to be before")
    .option("--rule-timeout <seconds>", "stop a rule that takes longer on one document", "10")
    .addHelpText(
      "after",
      `
Every snapshot of the branch is judged by the rules of today, with the config and the access files of its own commit, as of when it
was collected. A finding that is gone is mended only where its rule could have found it still: where something was not read it is
not observable. One that a new reading brings to light is told apart from a new one. What could not be judged stands as a gap.

What was judged is kept in the cache folder (ENTITLINT_CACHE_DIR), so that the next run is quick; it names people.

Exit codes: 0 told; 2 the last snapshot could not be judged, or there is none; 3 the tool failed, or the clone is shallow.

Example:
  $ entitlint report trend --from 2026-07-01 --to 2026-09-30
  $ entitlint report trend --every week --format html > trend.html
`,
    )
    .action(shell.runs<TrendOptions>(async () => (await import("./run.ts")).reportTrend));
};
