import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { ExplainOptions } from "./run.ts";

/** `entitlint explain` */
export const describeExplain: DescribeCommand = (program, shell) => {
  program
    .command("explain <id>")
    .description("show the records behind a person, machine, account, grant or credential, and how they were joined")
    .option("--snapshot <dir>", "snapshot to read, instead of the config's")
    .addOption(new Option("--format <format>", "how it is written").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
<id> is a subject's or record's id as reports print it, or a login, address or employee number.

Example:
  $ entitlint explain ana@example.com
  $ entitlint explain account:github/acme/4711
`,
    )
    .action(shell.runs<ExplainOptions>(async () => (await import("./run.ts")).explain));
};
