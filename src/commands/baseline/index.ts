import { type Command, Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { PruneOptions } from "../decisions/prune-entries.ts";
import type { CreateOptions } from "./create.ts";
import type { UpdateOptions } from "./update.ts";

/** `entitlint baseline …` */
export const describeBaseline: DescribeCommand = (program, shell) => {
  const baseline = program
    .command("baseline")
    .description("put findings off that were there at the beginning, each with an owner and a date");
  withChoice(
    baseline
      .command("create")
      .description("write every finding that fails a check into access/baseline.yaml")
      .option("--dry-run", "write nothing, and show what would be written as a diff"),
  )
    .addHelpText(
      "after",
      `
Owner and until have to be given; call it several times with update --add where several people are to mend. What
judges waivers is never put off, and what is waived need not be.

Example:
  $ entitlint baseline create --owner group:okta/platform --until 2027-03-31
`,
    )
    .action(shell.runs<CreateOptions>(async () => (await import("./create.ts")).create));
  withChoice(
    baseline
      .command("update")
      .description("take out what is gone, and show what is left by owner; adds nothing unless asked to")
      .option("--add", "put off too what fails a check now: with --owner and --until")
      .option("--dry-run", "write nothing, and show what would be written as a diff"),
  )
    .addHelpText(
      "after",
      `
Example:
  $ entitlint baseline update
  $ entitlint baseline update --add --app crm --owner group:okta/crm --until 2027-03-31
`,
    )
    .action(shell.runs<UpdateOptions>(async () => (await import("./update.ts")).update));
  baseline
    .command("prune")
    .description("show entries whose finding is gone as a diff, and take them out with --write")
    .option("--write", "take them out of the file")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addHelpText(
      "after",
      `
Gone is what its rule could have found where it was, and did not: not where the rule is off or could not be
asked there, nor where something was not read or not decided. Of how many nobody can say so, and why, is told.

Example:
  $ entitlint baseline prune --write
`,
    )
    .action(shell.runs<PruneOptions>(async () => (await import("./prune.ts")).prune));
};

/** Which findings are put off, by whom and until when. */
function withChoice(command: Command): Command {
  return command
    .option("--owner <reference>", "who mends them: person:… or group:…")
    .option("--until <date>", "last day on which they are put off, in UTC")
    .option("--app <id>", "only those of this application")
    .option("--rule <id>", "only those of this rule")
    .option("--from <severity>", "from this severity on, instead of the gate's")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addOption(new Option("--format <format>", "how it is told").choices(["text", "json"]).default("text"));
}
