import { InvalidArgumentError, Option } from "commander";
import { parseAsOf } from "../as-of.ts";
import type { DescribeCommand } from "../context.ts";
import type { ExplainOptions } from "./run.ts";

/** `entitlint explain` */
export const describeExplain: DescribeCommand = (program, shell) => {
  program
    .command("explain [id]")
    .description(
      "show the records behind a person, machine or account and how they were joined, who is in a group and holds an entitlement, or why something is found; with --leaver, whether somebody is really out",
    )
    .option("--leaver <who>", "whether this person is out, place by place, and what to do where they are not")
    .option("--left <instant>", "with --leaver: when they left, an instant or a date (its end, UTC)", leftAt)
    .option(
      "--since-run <file>",
      "with --leaver: what an earlier run wrote as JSON; tell what has become of all it told to revoke",
    )
    .option("--snapshot <dir>", "snapshot to read, instead of the config's")
    .addOption(
      new Option("--format <format>", "how it is written; markdown with --leaver alone")
        .choices(["text", "json", "markdown"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
<id> is a subject's or record's id as reports print it, a login, address or employee number, or a group or entitlement
as access files name it (group:okta/platform, entitlement:github/team/payments); or a finding's fingerprint, or at least
its first 8 digits: why it is found, the way to what it is about, keys, records, severity, what to do, what was decided.

With --leaver the exit code is 1 where something of theirs works, else 2 where nobody can say, else 0. What was read before
they left proves nothing, and neither does an application that nothing reads.

Example:
  $ entitlint explain ana@example.com
  $ entitlint explain account:github/acme/4711
  $ entitlint explain group:okta/platform
  $ entitlint explain 3f9c1a7e
  $ entitlint explain --leaver dana@example.com --left 2026-11-20
  $ entitlint explain --leaver dana@example.com --since-run friday.json
`,
    )
    .action(shell.runs<ExplainOptions>(async () => (await import("./run.ts")).explain));
};

function leftAt(text: string): string {
  const instant = parseAsOf(text);
  if (instant === undefined) throw new InvalidArgumentError("It is no instant with an offset, and no date.");
  return instant;
}
