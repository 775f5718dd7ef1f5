import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { WaiveOptions } from "./options.ts";

/** `entitlint waive` */
export const describeWaive: DescribeCommand = (program, shell) => {
  program
    .command("waive")
    .description("write a waiver for a finding into access/waivers, after judging that it would hold")
    .argument("<finding>", "the finding's fingerprint, or its first digits; or the id of its rule")
    .argument("[object]", "with a rule: the object it is about, as reports name it")
    .option("--owner <reference>", "who answers for it: person:… or group:…")
    .option("--approver <reference>", "who allowed it: person:…")
    .option("--reason <text>", "why it may stand")
    .option("--until <date>", "last day on which it holds, in UTC")
    .option("--kind <kind>", "accepted-risk: it is true and accepted; false-positive: it is wrong")
    .option("--control <text>", "what is done instead; mandatory where it is high or critical")
    .option("--ticket <id>", "where it was discussed")
    .option("--max-matches <number>", "take the object for a pattern that may match so many")
    .option("--id <id>", "the waiver's name, instead of one by the day")
    .option("--dry-run", "write nothing, and show what would be written as a diff")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addOption(new Option("--format <format>", "how it is told").choices(["text", "json"]).default("text"))
    .addHelpText(
      "after",
      `
Owner, approver, reason, until and kind have to be given: nothing is guessed. A waiver that would waive nothing is
refused, with the reason. What people wrote in the file stays as it is.

Example:
  $ entitlint waive 3fa94c --owner group:okta/payments --approver person:sec@example.com \\
      --kind accepted-risk --reason "the vendor has no expiry" --until 2027-01-31 --control "quarterly rotation"
`,
    )
    .action(shell.runs<WaiveOptions>(async () => (await import("./waive.ts")).waive));
};
