import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { ExplainOptions } from "./run.ts";

/** `entitlint explain` */
export const describeExplain: DescribeCommand = (program, shell) => {
  program
    .command("explain <id>")
    .description(
      "show the records behind a person, machine or account and how they were joined, or who is in a group and holds an entitlement",
    )
    .option("--snapshot <dir>", "snapshot to read, instead of the config's")
    .addOption(new Option("--format <format>", "how it is written").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
<id> is a subject's or record's id as reports print it, a login, address or employee number, or a group or entitlement
as access files name it (group:okta/platform, entitlement:github/team/payments).

Example:
  $ entitlint explain ana@example.com
  $ entitlint explain account:github/acme/4711
  $ entitlint explain group:okta/platform
`,
    )
    .action(shell.runs<ExplainOptions>(async () => (await import("./run.ts")).explain));
};
