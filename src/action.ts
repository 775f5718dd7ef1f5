import { Command } from "commander";
import { describeCheck } from "./commands/check/index.ts";
import { printFailure } from "./commands/print-failure.ts";
import { runAction } from "./github/action/run-action.ts";

/**
 * The bundle of the GitHub action is the whole program: with words after its name it runs one command, and without it is the
 * action, which runs commands by starting itself.
 */
if (process.argv.length > 2) await import("./main.ts");
else process.exitCode = await act();

async function act(): Promise<number> {
  const { env, stdout, stderr, execPath, argv } = process;
  const cwd = env.GITHUB_WORKSPACE || process.cwd();
  try {
    return await runAction({ cwd, env, stdout, command: [execPath, argv[1] ?? ""], compares: knowsBase() });
  } catch (error) {
    return printFailure(error, { stderr, now: new Date(), logFormat: "text" });
  }
}

function knowsBase(): boolean {
  const program = new Command();
  describeCheck(program, { runs: () => async () => {} });
  return program.commands.some(({ options }) => options.some(({ long }) => long === "--base"));
}
