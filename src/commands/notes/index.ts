import type { DescribeCommand } from "../context.ts";
import type { PruneOptions } from "../decisions/prune-entries.ts";

/** `entitlint notes …` */
export const describeNotes: DescribeCommand = (program, shell) => {
  const notes = program.command("notes").description("clear out notes on findings, which triage writes");
  notes
    .command("prune")
    .description("show notes whose finding is gone as a diff, and take them out with --write")
    .option("--write", "take them out of the file")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addHelpText(
      "after",
      `
Where something could not be read or decided, nothing of it is taken for gone. What a rule found
that was switched off since, or by what nobody collects any more, is: look at the diff.

Example:
  $ entitlint notes prune --write
`,
    )
    .action(shell.runs<PruneOptions>(async () => (await import("./prune.ts")).prune));
};
