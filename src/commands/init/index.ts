import type { DescribeCommand } from "../context.ts";
import type { InitOptions } from "./run.ts";

/** `entitlint init` */
export const describeInit: DescribeCommand = (program, shell) => {
  program
    .command("init")
    .description("write a first entitlint.yaml and access files, from the exports you have")
    .option(
      "--system <name=role:file>",
      "a system, its role and a CSV export of it; may be given several times",
      (value: string, earlier: readonly string[]) => [...earlier, value],
      [],
    )
    .option("--owner <reference>", "who answers for the applications: person:<e-mail or id> or group:<system>/<name>")
    .option("--yes", "ask nothing: take every proposal")
    .option(
      "--every-kind",
      "also write a file without content, and with an example, for every other kind of access file",
    )
    .option("--force", "replace files that are there already")
    .addHelpText(
      "after",
      `
Roles: authoritative-identity (HR: who people are), directory (Active Directory, Okta …),
application (anything people have accounts in).

Example:
  $ entitlint init --yes --owner person:ana@example.com \\
      --system hr=authoritative-identity:exports/hr.csv --system crm=application:exports/crm.csv
`,
    )
    .action(shell.runs<InitOptions>(async () => (await import("./run.ts")).init));
};
