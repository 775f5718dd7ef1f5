import { Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { ForecastOptions } from "./run.ts";

/** `entitlint forecast` */
export const describeForecast: DescribeCommand = (program, shell) => {
  program
    .command("forecast")
    .description("say what will be found in the days to come when nothing changes but time")
    .option("--days <number>", "how many days to look ahead", "30")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .addOption(new Option("--format <format>", "how it is told").choices(["text", "json"]).default("text"))
    .option("--all", "name everything that ends, not the first few of each day")
    .option("--rule-timeout <seconds>", "stop a rule that takes longer on one document", "10")
    .addHelpText(
      "after",
      `
The estate is judged once for the end of each day, in UTC, as though everything had been read again and were as it
is: waivers end, graces run out, accounts and keys expire, the days to decide pass. What somebody will change until
then it does not know. One day costs as much as one check.

Exit codes: 0 told, whatever is to come; 2 could not judge; 3 the tool failed.

Example:
  $ entitlint forecast --days 14
`,
    )
    .action(shell.runs<ForecastOptions>(async () => (await import("./run.ts")).forecast));
};
