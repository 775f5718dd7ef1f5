import type { DescribeCommand } from "../context.ts";
import type { CheckOptions } from "./run.ts";

/** `entitlint check` */
export const describeCheck: DescribeCommand = (program, shell) => {
  program
    .command("check")
    .description("judge the snapshot and the declared access, and report what is wrong")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .option("--format <format>", "text or json", "text")
    .option("--fail-on <severity>", "severity from which findings make the exit code 1, instead of the config's")
    .option("--all", "show every finding in the text, not the first few of each rule")
    .option("--rule-timeout <seconds>", "stop a rule that takes longer on one document", "10")
    .option("--workers <count>", "threads that evaluate rules, instead of one or two by size")
    .addHelpText(
      "after",
      `
Exit codes: 0 clean, 1 findings at or above --fail-on, 2 could not judge, 3 the tool failed.

Example:
  $ entitlint check --as-of 2026-11-22 --format json > report.json
`,
    )
    .action(shell.runs<CheckOptions>(async () => (await import("./run.ts")).check));
};
