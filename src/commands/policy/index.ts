import { InvalidArgumentError, Option } from "commander";
import type { DescribeCommand } from "../context.ts";
import type { BuildOptions } from "./build.ts";
import type { CheckRulesOptions } from "./check.ts";
import type { DocsOptions } from "./docs.ts";
import type { FormatOptions } from "./fmt.ts";
import type { MutateOptions } from "./mutate.ts";
import type { NewOptions } from "./new.ts";
import type { TestOptions } from "./test.ts";
import type { TryOptions } from "./try.ts";

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
    .option(
      "--scope <scope>",
      "what the rule judges: subject, source, channel, group, entitlement, app or waiver",
      "subject",
    )
    .option("--title <title>", "what is wrong when the rule finds something")
    .addHelpText("after", '\nExample:\n  $ entitlint policy new account-locked --title "Account is locked"\n')
    .action(shell.runs<NewOptions>(async () => (await import("./new.ts")).newRule));
  policy
    .command("test")
    .description("run the tests and examples of your rules, or of the shipped ones where you have none")
    .option("--run <expression>", "only tests whose name matches this regular expression")
    .option("--coverage", "fail where lines are not covered, and name them")
    .option("--watch", "run again whenever a rule, a test or an example changes, until Ctrl-C")
    .option("--timeout <seconds>", "stop tests that do not end", seconds, 180)
    .addHelpText("after", "\nExample:\n  $ entitlint policy test --run orphan_account\n")
    .action(shell.runs<TestOptions>(async () => (await import("./test.ts")).testRules));
  policy
    .command("mutate")
    .description("change rules a little in every way there is, and name the changes that no test or example notices")
    .argument("[rules...]", "ids of rules, instead of all of your own")
    .option("--since <revision>", "only rules that differ from this Git revision, they or their tests")
    .option("--timeout <seconds>", "stop tests that do not end", seconds, 600)
    .addHelpText("after", "\nExample:\n  $ entitlint policy mutate --since origin/main\n")
    .action(shell.runs<MutateOptions>(async () => (await import("./mutate.ts")).mutateRules));
  policy
    .command("try")
    .description("judge the snapshot by one rule alone, gate nothing, and show what it would flag")
    .argument("<rule>", "id of the rule, one that the config switches off too")
    .option("--snapshot <dir>", "snapshot to judge, instead of the config's")
    .option(
      "--param <name=value>",
      "try another value of a parameter; may be given several times",
      (given: string, before: NonNullable<TryOptions["param"]> = []) => [...before, parameter(given)],
    )
    .option("--limit <count>", "findings shown of each reason", whole("Write a whole number above zero."), 10)
    .option("--timeout <seconds>", "stop the rule where it takes longer on one document", seconds, 10)
    .addOption(new Option("--format <format>", "what is written").choices(["text", "json"]).default("text"))
    .addHelpText("after", "\nExample:\n  $ entitlint policy try nhi-no-expiry --limit 3\n")
    .action(shell.runs<TryOptions>(async () => (await import("./try.ts")).tryRule));
  policy
    .command("docs")
    .description("write a page for each of your rules, from its METADATA and examples, and a list of them")
    .requiredOption("-o, --out <folder>", "folder to write to")
    .addHelpText("after", "\nExample:\n  $ entitlint policy docs --out docs/rules\n")
    .action(shell.runs<DocsOptions>(async () => (await import("./docs.ts")).writeDocs));
  policy
    .command("check")
    .description(
      "compile the rules strictly, check them against the documents they read, hold their findings on all examples to those documents, and lint their METADATA",
    )
    .option(
      "--timeout <seconds>",
      "name rules that do not come to an end on the document of an example within this time",
      seconds,
      10,
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
    .alias("bundle")
    .description("write the rules as a bundle that a stock opa reads, or as WebAssembly")
    .requiredOption("-o, --out <file>", "file to write")
    .option("--wasm", "WebAssembly instead of a bundle")
    .addHelpText("after", "\nExample:\n  $ entitlint policy build --out policies.tar.gz\n")
    .action(shell.runs<BuildOptions>(async () => (await import("./build.ts")).buildRules));
};

const seconds = whole("Write a whole number of seconds.");

function whole(advice: string): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (Number.isInteger(number) && number > 0) return number;
    throw new InvalidArgumentError(advice);
  };
}

function parameter(text: string): { readonly name: string; readonly value: string } {
  const at = text.indexOf("=");
  if (at > 0) return { name: text.slice(0, at), value: text.slice(at + 1) };
  throw new InvalidArgumentError("Write <name>=<value>.");
}
