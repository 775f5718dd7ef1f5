import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { SuggestOptions } from "./suggest.ts";

/** `entitlint links` */
export const describeLinks: DescribeCommand = (program, shell) => {
  program
    .command("links")
    .description("how accounts find their people")
    .command("suggest")
    .description("try attribute pairs on accounts that found nobody, and show which would link most")
    .option("--app <id>", "only this application")
    .option("--snapshot <dir>", "snapshot to read, instead of the config's")
    .addOption(new Option("--format <format>", "how it is written").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
Example:
  $ entitlint links suggest --app github
`,
    )
    .action(shell.runs<SuggestOptions>(async () => (await import("./suggest.ts")).suggest));
};
