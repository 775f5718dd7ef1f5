import { Option } from "commander";
import { formatNames } from "../../report/format-names.ts";
import type { DescribeCommand } from "../context.ts";
import type { CheckOptions } from "./options.ts";
import { type ReportRequest, reportRequest } from "./report-request.ts";

const several = (given: string, before: readonly string[] = []) => [...before, given];

/** `entitlint check` */
export const describeCheck: DescribeCommand = (program, shell) => {
  program
    .command("check")
    .description("judge the snapshot and the declared access, and report what is wrong")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .option("--base <rev>", "judge what was changed since this revision, by its rules and decisions: for pull requests")
    .addOption(
      new Option("--format <format>", "format of the report on standard output").choices(formatNames).default("text"),
    )
    .option(
      "--report <format=file>",
      "write the report to a file too; may be given several times",
      (given: string, before: readonly ReportRequest[] = []) => [...before, reportRequest(given)],
    )
    .option("--fail-on <severity>", "severity from which findings make the exit code 1, instead of the config's")
    .option("--rule <id>", "ask this rule alone; may be given several times, and with --control", several)
    .option("--control <id>", "ask the rules that serve this control alone, such as PR.AA-05", several)
    .option("--all", "show every finding in text and Markdown, not the first few of each rule")
    .option("--markdown-size <bytes>", "most bytes of a report in Markdown, which says what it left out", "65535")
    .option("--rule-timeout <seconds>", "stop a rule that takes longer on one document", "10")
    .option("--workers <count>", "threads that evaluate rules, instead of one or two by size")
    .addHelpText(
      "after",
      `
Exit codes: 0 clean, 1 findings at or above --fail-on, 2 could not judge, 3 the tool failed.
With --base only what was introduced, or made graver, counts for 1, and a stale source is a notice instead of 2.

Example:
  $ entitlint check --as-of 2026-11-22 --format json > report.json
  $ entitlint check --base origin/main
  $ entitlint check --control PR.AA-05 --format markdown > pr-aa-05.md
  $ entitlint check --report sarif=entitlint.sarif --report junit=entitlint.xml
`,
    )
    .action(shell.runs<CheckOptions>(async () => (await import("./run.ts")).check));
};
