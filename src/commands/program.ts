import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { EntitlintError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { describeAccess } from "./access/index.ts";
import { parseAsOf } from "./as-of.ts";
import { describeCheck } from "./check/index.ts";
import { describeCollect } from "./collect/index.ts";
import type { CommonOptions, DescribeCommand } from "./context.ts";
import { describeDocuments } from "./documents/index.ts";
import { describeExplain } from "./explain/index.ts";
import { describeInit } from "./init/index.ts";
import { describeLinks } from "./links/index.ts";
import { packageVersion } from "./package-version.ts";
import { describePolicy } from "./policy/index.ts";
import { printFailure } from "./print-failure.ts";
import { createShell, type Surroundings } from "./shell.ts";
import { describeSnapshot } from "./snapshot/index.ts";

/** Every command, in the order that the help shows them. */
const commands: readonly DescribeCommand[] = [
  describeInit,
  describeCollect,
  describeCheck,
  describeExplain,
  describeLinks,
  describeAccess,
  describeSnapshot,
  describeDocuments,
  describePolicy,
];

/** Runs the program with the arguments after its name, and gives its exit code. It never ends the process itself. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const program = createProgram(surroundings);
  const shell = createShell(surroundings, (finished) => {
    code = finished;
  });
  for (const describe of commands) describe(program, shell);
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return usageFailure(error, program, surroundings);
  }
}

/** Help and version end parsing too; a command group without its command has shown its help already. */
function usageFailure(error: CommanderError, program: Command, { stderr, now }: Surroundings): ExitCode {
  if (error.exitCode === 0) return exitCodes.clean;
  if (error.code.startsWith("commander.help")) return exitCodes.failed;
  const [message = "", ...hints] = error.message.replace(/^error: /, "").split("\n");
  const next = hints.join(" ").replace(/^\((.*)\)$/, "$1") || "Run it with --help to see what there is.";
  const logFormat = program.opts<Partial<CommonOptions>>().logFormat ?? "text";
  return printFailure(new EntitlintError({ code: "usage/invalid", message, next }), { stderr, now, logFormat });
}

function createProgram({ stdout, stderr, env }: Surroundings): Command {
  return (
    new Command("entitlint")
      .description("Finds access that has drifted from what was decided.")
      .version(packageVersion(), "-V, --version", "print the version")
      .option("-c, --config <file>", "config to use, instead of the nearest entitlint.yaml")
      .option("--as-of <instant>", "judge as of this instant or date (its end, UTC), instead of the snapshot's", asOf)
      .addOption(
        new Option("--log-format <format>", "how progress and errors are written")
          .choices(["text", "json"])
          .default("text"),
      )
      .option("--no-color", "no colours, as with NO_COLOR")
      // Commands inherit it: the help of each also names what all of them understand.
      .configureHelp({ showGlobalOptions: true })
      .helpCommand("help [command]", "explain a command")
      .exitOverride()
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        writeErr: (text) => stderr.write(text),
        // Told by the one function that tells all failures.
        outputError: () => {},
        getOutHasColors: () => false,
        getErrHasColors: () => false,
        getOutHelpWidth: () => stdout.columns ?? Number(env.COLUMNS || 80),
      })
  );
}

function asOf(text: string): string {
  const instant = parseAsOf(text);
  if (instant !== undefined) return instant;
  throw new InvalidArgumentError("Write a date such as 2026-11-22, or an instant such as 2026-11-22T08:00:00Z.");
}
