import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { PostureOptions } from "./run.ts";

/** `entitlint posture` */
export const describePosture: DescribeCommand = (program, shell) => {
  program
    .command("posture")
    .description("figures of the whole estate: coverage, exposure, ownership, controls, and what no rule looks at")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addOption(new Option("--format <format>", "what is written").choices(["text", "json"]).default("text"))
    .addHelpText("after", "\nExample:\n  $ entitlint posture\n  $ entitlint posture --format json > posture.json\n")
    .action(shell.runs<PostureOptions>(async () => (await import("./run.ts")).posture));
};
