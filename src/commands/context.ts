import type { Readable, Writable } from "node:stream";
import type { Command } from "commander";
import type { ExitCode } from "../exit-codes.ts";
import type { Log } from "../log.ts";
import type { Patience } from "../network/patience.ts";

/** All that a command may know of the world around it; nothing else is read from the process. */
export interface CommandContext {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  /** Reports go here, nothing else does. */
  readonly stdout: Writable;
  /** Progress, questions and problems. */
  readonly stderr: Writable;
  /** The run's clock, read once when the process started. */
  readonly now: Date;
  /** Whether a person sits there: standard input and standard error are both terminals. */
  readonly isTerminal: boolean;
  /** Width of standard output in characters. */
  readonly columns: number;
  /** Whether standard output may be coloured. */
  readonly colour: boolean;
  readonly log: Log;
  /**
   * Runs this very call once more in a process of its own with these flags of Node, and answers with its exit code; absent
   * in a process that was started so.
   */
  readonly again?: ((nodeFlags: readonly string[]) => Promise<ExitCode>) | undefined;
  /** How long collectors bear with a server; the usual unless given. */
  readonly patience?: Patience | undefined;
}

/** Options that every command understands, wherever on the line they stand. */
export interface CommonOptions {
  /** Path of the config, relative to the working directory. */
  readonly config?: string;
  /** The instant to judge at, `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly asOf?: string;
  readonly logFormat: "text" | "json";
  readonly color: boolean;
}

/** What was typed: positional arguments in order, and options under their camel-case names. */
export interface CommandCall<Options> {
  readonly args: readonly string[];
  readonly options: Options & CommonOptions;
}

/** What a command does. It throws `EntitlintError` for what is expected, and returns the exit code for the rest. */
export type CommandBody<Options> = (call: CommandCall<Options>, context: CommandContext) => Promise<ExitCode>;

/**
 * Where commands hang themselves up. `src/commands/<verb>/index.ts` exports `describe<Verb>(program, shell)`, which
 * names the command, its options and an example, and ends with
 * `.action(shell.runs<Options>(async () => (await import("./run.ts")).run))`. The index may import nothing heavy:
 * it is loaded for `--version` too.
 */
export interface Shell {
  /** Turns the loader of a body into an action: loads it, runs it, keeps its exit code, prints what it throws. */
  runs<Options>(load: () => Promise<CommandBody<Options>>): (...given: unknown[]) => Promise<void>;
}

/** Hangs one command, with its options and help, on the program. */
export type DescribeCommand = (program: Command, shell: Shell) => void;
