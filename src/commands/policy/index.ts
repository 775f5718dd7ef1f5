import { InvalidArgumentError } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { BuildOptions } from "./build.ts";
import type { CheckRulesOptions } from "./check.ts";
import type { FormatOptions } from "./fmt.ts";
import type { NewOptions } from "./new.ts";
import type { TestOptions } from "./test.ts";

/** `entitlint policy …` */
export const describePolicy: DescribeCommand = (program, shell) => {
  const policy = program.command("policy").description("work with the rules, the shipped ones and your own");
  policy
    .command("show")
    .description("list the rules, or show one with its parameters and examples")
    .argument("[rule]", "id of a rule")
    .addHelpText("after", "\nExample:\n  $ entitlint policy show nhi-no-owner\n")
    .action(shell.runs(async () => (await import("./show.ts")).showPolicy));
  policy
    .command("new")
    .description("write a rule with its test and its examples, ready to be changed")
    .argument("<rule>", "id of the rule, in kebab-case")
    .option("--scope <scope>", "what the rule judges: subject, source, group, entitlement, app or waiver", "subject")
    .option("--title <title>", "what is wrong when the rule finds something")
    .addHelpText("after", '\nExample:\n  $ entitlint policy new account-locked --title "Account is locked"\n')
    .action(shell.runs<NewOptions>(async () => (await import("./new.ts")).newRule));
  policy
    .command("test")
    .description("run the tests and examples of your rules, or of the shipped ones where you have none")
    .option("--run <expression>", "only tests whose name matches this regular expression")
    .option("--coverage", "fail where lines are not covered, and name them")
    .option("--timeout <seconds>", "stop tests that do not end", seconds, 60)
    .addHelpText("after", "\nExample:\n  $ entitlint policy test --run orphan_account\n")
    .action(shell.runs<TestOptions>(async () => (await import("./test.ts")).testRules));
  policy
    .command("check")
    .description(
      "compile the rules strictly, check them against the documents they read, hold their findings on all examples to those documents, and lint their METADATA",
    )
    .option(
      "--timeout <seconds>",
      "name rules that do not come to an end on the examples within this time",
      seconds,
      20,
    )
    .addHelpText("after", "\nExample:\n  $ entitlint policy check\n")
    .action(shell.runs<CheckRulesOptions>(async () => (await import("./check.ts")).checkRules));
  policy
    .command("fmt")
    .description("name the Rego files that are not laid out as `opa fmt` does")
    .option("--check", "only name them (the default)")
    .option("--write", "lay them out")
    .addHelpText("after", "\nExample:\n  $ entitlint policy fmt --write\n")
    .action(shell.runs<FormatOptions>(async () => (await import("./fmt.ts")).formatRules));
  policy
    .command("build")
    .description("write the rules as a bundle that a stock opa reads, or as WebAssembly")
    .requiredOption("-o, --out <file>", "file to write")
    .option("--wasm", "WebAssembly instead of a bundle")
    .addHelpText("after", "\nExample:\n  $ entitlint policy build --out policies.tar.gz\n")
    .action(shell.runs<BuildOptions>(async () => (await import("./build.ts")).buildRules));
};

function seconds(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number > 0) return number;
  throw new InvalidArgumentError("Write a whole number of seconds.");
}
