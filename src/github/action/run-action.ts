import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Writable } from "node:stream";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import { writeOutputs } from "../outputs.ts";
import { readEvent } from "../run.ts";
import { checkArguments, collectArguments, proposeArguments, reportArguments } from "./arguments.ts";
import { type Inputs, readInputs } from "./inputs.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export interface ActionContext {
  readonly cwd: string;
  readonly env: Environment;
  readonly stdout: Writable;
  /** The program and the script that run a command of entitlint. */
  readonly command: readonly [string, ...string[]];
  /** Whether `check` can compare with a base. */
  readonly compares: boolean;
}

/**
 * The action: `check` and then `github report`, or `collect` and then `github propose`. Each runs in a process of its own,
 * so that one which is killed is still told as a failure, and that what judges never sees the token.
 */
export async function runAction(context: ActionContext): Promise<ExitCode> {
  const inputs = readInputs(context.env);
  return inputs.mode === "check" ? await checkAndTell(inputs, context) : await collectAndPropose(inputs, context);
}

async function checkAndTell(inputs: Inputs, context: ActionContext): Promise<ExitCode> {
  const event = await readEvent(context.env);
  const folder = await mkdtemp(join(context.env.RUNNER_TEMP || tmpdir(), "entitlint-"));
  const reportFile = join(folder, "report.json");
  await writeOutputs(context.env.GITHUB_OUTPUT, { report: reportFile });
  const judged = await quoted(
    checkArguments(inputs, { event, reportFile, compares: context.compares }),
    inputs,
    context,
  );
  const told = await withToken(reportArguments(inputs, reportFile), inputs, context);
  return graver(judged, told);
}

/** A source that could not be read stops no other: what was read is proposed, and the exit code tells of the rest. */
async function collectAndPropose(inputs: Inputs, context: ActionContext): Promise<ExitCode> {
  const collected = await quoted(collectArguments(inputs), inputs, context);
  await writeOutputs(context.env.GITHUB_OUTPUT, { "exit-code": collected });
  if (collected === exitCodes.failed) return collected;
  return graver(collected, await withToken(proposeArguments(inputs), inputs, context));
}

function graver(a: ExitCode, b: ExitCode): ExitCode {
  return a > b ? a : b;
}

/** Runs a command whose output holds text of records, none of which the log may take for a command of the workflow. */
async function quoted(args: readonly string[], inputs: Inputs, context: ActionContext): Promise<ExitCode> {
  const { stdout } = context;
  const word = randomUUID();
  stdout.write(`::stop-commands::${word}\n`);
  const code = await start(args, inputs, context, { GITHUB_TOKEN: undefined });
  stdout.write(`\n::${word}::\n`);
  return code;
}

function withToken(args: readonly string[], inputs: Inputs, context: ActionContext): Promise<ExitCode> {
  return start(args, inputs, context, { GITHUB_TOKEN: inputs.token });
}

function start(
  args: readonly string[],
  inputs: Inputs,
  { cwd, env, stdout, command: [program, ...before] }: ActionContext,
  changed: Environment,
): Promise<ExitCode> {
  const own = Object.entries(env).filter(([name]) => !name.startsWith("INPUT_"));
  const child = spawn(program, [...before, ...args], {
    cwd: resolve(cwd, inputs["working-directory"]),
    env: { ...Object.fromEntries(own), ...changed },
    stdio: ["ignore", "pipe", "pipe"],
  });
  // One stream in the order in which it comes: commands of the workflow are read from both.
  child.stdout.on("data", (chunk) => void stdout.write(chunk));
  // An old form of commands counts anywhere in a line; nothing that we say to people has it.
  child.stderr.on("data", (chunk) => void stdout.write(String(chunk).replaceAll("##[", "# #[")));
  return new Promise((done) => {
    child.on("error", (error) => {
      stdout.write(`entitlint cannot be started: ${error.message}\n`);
      done(exitCodes.failed);
    });
    child.on("close", (code) => done(Object.values(exitCodes).find((one) => one === code) ?? exitCodes.failed));
  });
}
