import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { ListOptions } from "./list.ts";
import type { PruneOptions } from "./prune.ts";

/** `entitlint waivers …` */
export const describeWaivers: DescribeCommand = (program, shell) => {
  const waivers = program.command("waivers").description("look through waivers, and clear them out");
  waivers
    .command("list")
    .description("judge every waiver, and show its state and how many findings it is about")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addOption(new Option("--format <format>", "how it is written").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
States: live waives; soon waives, and ends within two weeks; idle would, and is about nothing now; unused likewise, for
sure; expired, invalid and undecided waive nothing.

Exit codes: 0 shown, 2 shown, and something kept everything from being judged.

Example:
  $ entitlint waivers list
`,
    )
    .action(shell.runs<ListOptions>(async () => (await import("./list.ts")).list));
  waivers
    .command("prune")
    .description("show waivers that have ended or waive nothing any more as a diff, and take them out with --write")
    .option("--write", "take them out of the files")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addHelpText(
      "after",
      `
Unused is what was looked for in full and not found: where a source was read in part nothing is unused. Comments and
everything else stay as they are.

Example:
  $ entitlint waivers prune --write
`,
    )
    .action(shell.runs<PruneOptions>(async () => (await import("./prune.ts")).prune));
};
