import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { AcceptOptions } from "./accept.ts";
import type { DiffOptions } from "./diff.ts";
import type { ShowOptions } from "./show.ts";
import type { SignOptions } from "./sign.ts";
import type { VerifyOptions } from "./verify.ts";

/** `entitlint snapshot …` */
export const describeSnapshot: DescribeCommand = (program, shell) => {
  const snapshot = program.command("snapshot").description("look at snapshots, check them, compare them");
  snapshot
    .command("verify [folder]")
    .description(
      "check every file and line of a snapshot, and its signature where the config names keys (exit code 2 if it is not whole)",
    )
    .addHelpText("after", "\nExample:\n  $ entitlint snapshot verify\n")
    .action(shell.runs<VerifyOptions>(async () => (await import("./verify.ts")).verify));
  snapshot
    .command("show [folder]")
    .description("show what was read and when, the records of a kind, or one record with its history")
    .option("--system <name>", "only this system")
    .option("--kind <kind>", "list the records of this kind")
    .option("--id <id>", "show one record with its history and last use")
    .addOption(new Option("--format <format>", "how to write it").choices(["text", "json"]).default("text"))
    .addHelpText("after", "\nExample:\n  $ entitlint snapshot show --system github --kind account\n")
    .action(shell.runs<ShowOptions>(async () => (await import("./show.ts")).show));
  snapshot
    .command("diff <before> <after>")
    .description("compare two snapshots record by record: folders, or Git revisions as REV or REV:folder")
    .addOption(new Option("--format <format>", "how to write it").choices(["text", "json", "markdown"]).default("text"))
    .option("--system <name...>", "only these systems, as those of which a reading lies aside")
    .option("--exit-code", "end with 1 if anything differs")
    .addHelpText(
      "after",
      "\nExample:\n  $ entitlint snapshot diff HEAD~1 snapshots\n  $ entitlint snapshot diff snapshots snapshots.suspect --system hr\n",
    )
    .action(shell.runs<DiffOptions>(async () => (await import("./diff.ts")).diff));
  snapshot
    .command("sign [folder]")
    .description("sign a snapshot as it stands, so that a check can tell who vouches for it")
    .option("--key <reference>", "the private key as env:NAME or file:PATH, instead of the config's signing.key")
    .addHelpText("after", "\nExample:\n  $ entitlint snapshot sign --key env:ENTITLINT_SIGNING_KEY\n")
    .action(shell.runs<SignOptions>(async () => (await import("./sign.ts")).sign));
  snapshot
    .command("accept [system...]")
    .description("take readings into the snapshot that `collect` set aside because too much had changed in them")
    .option("--dry-run", "only show what would change")
    .option("--snapshot <folder>", "the snapshot, instead of the one that the config names")
    .addHelpText("after", "\nExample:\n  $ entitlint snapshot accept hr --dry-run\n")
    .action(shell.runs<AcceptOptions>(async () => (await import("./accept.ts")).accept));
};
