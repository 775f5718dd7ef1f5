import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { CollectOptions } from "./options.ts";

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
    .option(
      "--subject <who>",
      "read this person or machine alone, now, and compare with the snapshot, which stays as it is (exit code 2 if of a required source something cannot be said)",
    )
    .addOption(new Option("--format <format>", "how --subject answers (default: text)").choices(["text", "json"]))
    .addHelpText(
      "after",
      `
<who> is an id as reports print it, or a login, address or employee number. GONE is said only where the source itself
said so and the same connection was shown others; whatever failed is CANNOT SAY.

Example:
  $ entitlint collect --only hr github
  $ entitlint collect --subject dana@example.com
`,
    )
    .action(shell.runs<CollectOptions>(async () => (await import("./run.ts")).collect));
};
