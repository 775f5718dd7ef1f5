import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { AdoptOptions } from "./adopt/adopt.ts";
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
  access
    .command("adopt")
    .description("write a stub into the registry for every machine that was observed and that nobody has registered")
    .addOption(
      new Option("--by <what>", "one file for each system, or for each proposed owner")
        .choices(["system", "owner"])
        .default("system"),
    )
    .option("--decide-in <duration>", "time to decide on each, in whole days", "P30D")
    .option("--owner <reference>", "whom to propose where nothing hints at anybody: person:… or group:…")
    .option("--limit <number>", "at most so many, those with privileged access first")
    .option("--dry-run", "write nothing, and show what would be written as a diff")
    .option("--snapshot <folder>", "snapshot to read, instead of the config's")
    .addOption(new Option("--format <format>", "how it is told").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
A stub holds the exact accounts, proposes an owner by what systems tell, and names the day by which somebody
decides. It makes nobody an owner: until that day a check only informs, after it the machine is without an owner.
What people wrote is never changed; a second run adds nothing.

Example:
  $ entitlint access adopt --dry-run
`,
    )
    .action(shell.runs<AdoptOptions>(async () => (await import("./adopt/adopt.ts")).adopt));
};
