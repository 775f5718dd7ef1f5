import { Command } from "commander";
import { EntitlintError } from "../errors.ts";
import type { ExitCode } from "../exit-codes.ts";
import { createLog } from "../log.ts";
import type { Patience } from "../network/patience.ts";
import { safeJson } from "../report/safe-json.ts";
import { safeText } from "../report/safe-text.ts";
import type { CommandContext, CommonOptions, Shell } from "./context.ts";
import { printFailure } from "./print-failure.ts";

/** What the process is to a run of the program; tests hand in their own. */
export interface Surroundings {
  readonly cwd: string;
  readonly env: CommandContext["env"];
  readonly stdin: CommandContext["stdin"] & { readonly isTTY?: boolean };
  readonly stdout: CommandContext["stdout"] & { readonly isTTY?: boolean; readonly columns?: number };
  readonly stderr: CommandContext["stderr"] & { readonly isTTY?: boolean };
  readonly now: Date;
  readonly patience?: Patience | undefined;
  readonly again?: CommandContext["again"];
}

/** A shell that runs bodies in these surroundings and hands over the exit code of the one that ran. */
export function createShell(surroundings: Surroundings, finish: (code: ExitCode) => void): Shell {
  return {
    runs:
      (load) =>
      async (...given) => {
        const command = given.at(-1);
        if (!(command instanceof Command)) throw new TypeError("a command's action was called without its command");
        const options = command.optsWithGlobals<
          CommonOptions & Parameters<Awaited<ReturnType<typeof load>>>[0]["options"]
        >();
        try {
          const body = await load();
          finish(await body({ args: command.args, options }, createContext(surroundings, options)));
        } catch (error) {
          const cause = isExpected(error)
            ? error
            : await (await import("./blame-snapshot.ts")).blameSnapshot(error, options, surroundings);
          finish(printFailure(cause, { ...surroundings, logFormat: options.logFormat }));
        }
      },
  };
}

function isExpected(error: unknown): boolean {
  return error instanceof EntitlintError || (error instanceof Error && error.name === "ExitPromptError");
}

function createContext(surroundings: Surroundings, options: CommonOptions): CommandContext {
  const { cwd, env, stdin, stdout, stderr, now, patience, again } = surroundings;
  return {
    ...{ cwd, env, stdin, stdout, stderr, now, patience, again },
    isTerminal: stdin.isTTY === true && stderr.isTTY === true,
    columns: stdout.columns ?? positive(env.COLUMNS) ?? 80,
    colour: options.color && wantsColour(surroundings),
    log: createLog({
      format: options.logFormat,
      write: (line) => stderr.write(line),
      clock: () => now,
      safe: safeText,
      safeJson: (value) => safeJson(value),
    }),
  };
}

/** By convention NO_COLOR, set to anything, forbids colours, and FORCE_COLOR asks for them where no terminal is. */
function wantsColour({ env, stdout }: Surroundings): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== "0";
  return stdout.isTTY === true && env.TERM !== "dumb";
}

function positive(text: string | undefined): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
