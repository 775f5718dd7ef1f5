import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { EntitlintError } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { describeAccess } from "./access/index.ts";
import { parseAsOf } from "./as-of.ts";
import { describeBaseline } from "./baseline/index.ts";
import { describeChanges } from "./changes/index.ts";
import { describeCheck } from "./check/index.ts";
import { describeCollect } from "./collect/index.ts";
import type { CommonOptions, DescribeCommand } from "./context.ts";
import { describeDocuments } from "./documents/index.ts";
import { describeExplain } from "./explain/index.ts";
import { describeForecast } from "./forecast/index.ts";
import { describeGithub } from "./github/index.ts";
import { commandMissing, describeHelp } from "./help.ts";
import { describeInit } from "./init/index.ts";
import { describeLinks } from "./links/index.ts";
import { describeNotes } from "./notes/index.ts";
import { packageVersion } from "./package-version.ts";
import { describePolicy } from "./policy/index.ts";
import { describePosture } from "./posture/index.ts";
import { printFailure } from "./print-failure.ts";
import { describeReport } from "./report/index.ts";
import { createShell, type Surroundings } from "./shell.ts";
import { describeSnapshot } from "./snapshot/index.ts";
import { describeTriage } from "./triage/index.ts";
import { describeWaive } from "./waive/index.ts";
import { describeWaivers } from "./waivers/index.ts";

/** Every command, in the order that the help shows them. */
const commands: readonly DescribeCommand[] = [
  describeInit,
  describeCollect,
  describeCheck,
  describeTriage,
  describeExplain,
  describeForecast,
  describePosture,
  describeReport,
  describeChanges,
  describeLinks,
  describeAccess,
  describeWaive,
  describeWaivers,
  describeBaseline,
  describeNotes,
  describeSnapshot,
  describeDocuments,
  describePolicy,
  describeGithub,
];

/** Runs the program with the arguments after its name, and gives its exit code. It never ends the process itself. */
export async function runProgram(args: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  let code: ExitCode = exitCodes.clean;
  const program = createProgram(surroundings);
  const shell = createShell(surroundings, (finished) => {
    code = finished;
  });
  for (const describe of commands) describe(program, shell);
  describeHelp(program);
  let shown = program;
  program.addHelpText("beforeAll", ({ command }) => {
    shown = command;
    return "";
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return usageFailure(error, { program, shown }, surroundings);
  }
}

/** Help and version end parsing too. A group without its command has shown its help, which alone looks like an answer. */
function usageFailure(
  error: CommanderError,
  { program, shown }: { readonly program: Command; readonly shown: Command },
  { stderr, now }: Surroundings,
): ExitCode {
  if (error.exitCode === 0) return exitCodes.clean;
  const output = { stderr, now, logFormat: program.opts<Partial<CommonOptions>>().logFormat ?? "text" };
  if (error.code.startsWith("commander.help")) return printFailure(commandMissing(shown), output);
  const [message = "", ...hints] = error.message.replace(/^error: /, "").split("\n");
  const next = hints.join(" ").replace(/^\((.*)\)$/, "$1") || "Run it with --help to see what there is.";
  return printFailure(new EntitlintError({ code: "usage/invalid", message, next }), output);
}

function createProgram({ stdout, stderr, env }: Surroundings): Command {
  const program = new Command("entitlint");
  return (
    program
      .description("Finds access that has drifted from what was decided.")
      .version(packageVersion(), "-V, --version", "print the version")
      .option("-c, --config <file>", "config to use, instead of the nearest entitlint.yaml")
      .option(
        "--as-of <instant>",
        "judge as of this instant or date (its end, UTC), instead of the snapshot's; how old the records are is not judged then",
        asOf,
      )
      .addOption(
        new Option("--log-format <format>", "how progress and errors are written")
          .choices(["text", "json"])
          .default("text"),
      )
      .option("--no-color", "no colours, as with NO_COLOR")
      // Commands inherit it: the help of each also names what all of them understand.
      .configureHelp({ showGlobalOptions: true })
      .exitOverride()
      .configureOutput({
        writeOut: (text) => stdout.write(text),
        // Only help that nobody asked for comes here; whoever reads JSON has no use for it.
        writeErr: (text) => program.opts<Partial<CommonOptions>>().logFormat === "json" || stderr.write(text),
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
