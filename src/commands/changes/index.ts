import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { ChangesOptions } from "./run.ts";

/** `entitlint changes` */
export const describeChanges: DescribeCommand = (program, shell) => {
  program
    .command("changes")
    .description("name each grant and membership that is new since an earlier snapshot, and what allows it")
    .argument("<before>", "the earlier snapshot: a folder, a revision, or REV:folder")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .option("--strict", "end with exit code 1 when something is out of band, or was declared only afterwards")
    .addOption(new Option("--format <format>", "how it is told").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
Access is authorised where a line in Git gave it when it was first seen: a role, or a file of a format of your own.
The line is told with its commit, author and pull request. Access that nothing gives is out of band where the
application's mode says that it should be declared. What a waiver lets stand is told with it, and does not fail --strict.

Exit codes: 0 told; 1 with --strict, something is out of band; 2 could not compare; 3 the tool failed.

Example:
  $ entitlint changes HEAD~30 --strict
`,
    )
    .action(shell.runs<ChangesOptions>(async () => (await import("./run.ts")).changes));
};
