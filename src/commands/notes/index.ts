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
Gone is what its rule could have found where it was, and did not: not where the rule is off or could not be
asked there, nor where something was not read or not decided. Of how many nobody can say so, and why, is told.

Example:
  $ entitlint notes prune --write
`,
    )
    .action(shell.runs<PruneOptions>(async () => (await import("./prune.ts")).prune));
};
