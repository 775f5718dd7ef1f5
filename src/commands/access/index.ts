import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { LintOptions } from "./lint.ts";

/** `entitlint access …` */
export const describeAccess: DescribeCommand = (program, shell) => {
  const access = program.command("access").description("work with what was decided, the files in access/");
  access
    .command("lint")
    .description("check config and access files, and that every name in them resolves")
    .option("--snapshot <folder>", "snapshot to look names up in, instead of the config's")
    .option("--no-snapshot", "check the files by themselves; names of what is observed are not looked up")
    .option("--strict", "warnings are problems too")
    .addOption(new Option("--format <format>", "how it is written").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
Problems are what somebody wrote wrong. Warnings are what became so by itself: what has ended, people who have
left, accounts that are gone, names of what was not read.

Exit codes: 0 no problems, 2 names could not be looked up for want of a snapshot, 3 problems.

Example:
  $ entitlint access lint
`,
    )
    .action(shell.runs<LintOptions>(async () => (await import("./lint.ts")).lint));
};
