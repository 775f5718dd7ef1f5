import type { DescribeCommand } from "../context.ts";
import type { CollectOptions } from "./run.ts";

/** `entitlint collect` */
export const describeCollect: DescribeCommand = (program, shell) => {
  program
    .command("collect")
    .description(
      "read the systems of the config into the snapshot (exit code 2 if a required one could not be read whole)",
    )
    .option("--only <source...>", "read only these sources; the others stay in the snapshot as they are")
    .option("--to <folder>", "write the snapshot here, instead of where the config says")
    .option("--forget <system...>", "take these systems, which are no longer collected, out of the snapshot")
    .option(
      "--dry-run",
      "read everything and write nothing: tell what came, what was refused, and what rules could not see",
    )
    .option("--no-brake", "believe readings however much is gone or changed in them, as after a known clean-up")
    .addHelpText("after", "\nExample:\n  $ entitlint collect --only hr github\n")
    .action(shell.runs<CollectOptions>(async () => (await import("./run.ts")).collect));
};
