import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { DocumentsOptions } from "./run.ts";

/** `entitlint documents` */
export const describeDocuments: DescribeCommand = (program, shell) => {
  program
    .command("documents [id]")
    .description("print what the rules see: one document a line, or the one with this id")
    .option("--snapshot <dir>", "snapshot to read, instead of the config's")
    .addOption(new Option("--scope <scope>", "only documents of this scope").choices(["subject", "source", "channel"]))
    .option("--estate", "print data.estate, which all documents share, instead")
    .addHelpText(
      "after",
      `
Example:
  $ entitlint documents nhi:ci-payments
  $ entitlint documents --estate > estate.json
`,
    )
    .action(shell.runs<DocumentsOptions>(async () => (await import("./run.ts")).documents));
};
