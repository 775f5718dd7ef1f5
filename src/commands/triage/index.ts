import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { TriageOptions } from "./options.ts";

const groupings = ["none", "rule", "subject", "application", "owner", "severity", "control"];
const sortings = ["severity", "rule", "subject", "application", "owner", "standing"];

/** `entitlint triage` */
export const describeTriage: DescribeCommand = (program, shell) => {
  program
    .command("triage")
    .description("look through findings at a terminal, and decide on them: waive, put off, open, copy")
    .option("--report <file>", "a report that `check --report json=FILE` wrote, instead of judging")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .option("--filter <text>", "show what meets it alone, such as `app:crm sev>=high is:new owner:none`")
    .addOption(new Option("--group <by>", "what findings are grouped by").choices(groupings).default("none"))
    .addOption(new Option("--sort <by>", "what findings are sorted by").choices(sortings).default("severity"))
    .option("--plain", "print a table and end, as where no terminal is")
    .option("--screen-reader", "lines that follow each other instead of a screen, as with INK_SCREEN_READER=true")
    .option("--commit", "commit what was written, with git, after it was shown and confirmed")
    .addHelpText(
      "after",
      `
? shows all keys, w waives, b puts off, c shows the diff of what was decided and writes it. Nothing is written before.

Example:
  $ entitlint triage
  $ entitlint triage --filter "app:crm sev>=high is:new" --group rule
  $ entitlint triage --report report.json --plain
`,
    )
    .action(shell.runs<TriageOptions>(async () => (await import("./run.ts")).triage));
};
