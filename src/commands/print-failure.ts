import type { Writable } from "node:stream";
import { EntitlintError, type Problem, placeText, problemLine } from "../errors.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import { safeJson } from "../report/safe-json.ts";
import { safeText } from "../report/safe-text.ts";

/** Where failures are told, and how. */
export interface FailureOutput {
  readonly stderr: Writable;
  readonly logFormat: "text" | "json";
  readonly now: Date;
}

/**
 * Tells what went wrong, one line a problem, and gives the exit code. An error nobody expected is told with its stack,
 * for it is ours to mend.
 */
export function printFailure(error: unknown, output: FailureOutput): ExitCode {
  if (error instanceof EntitlintError) {
    printProblems(error.problems, "error", output);
    return error.exitCode;
  }
  // Ctrl-C at a question is the person's own decision, not a failure of ours.
  if (error instanceof Error && error.name === "ExitPromptError") {
    line(output, "error", "stopped at a question; nothing was written");
    return exitCodes.failed;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  line(output, "error", "entitlint failed in a way it does not expect; please report this with the lines below");
  for (const part of chain(error, stack)) line(output, "error", part);
  return exitCodes.failed;
}

/**
 * Prints problems, one line each: for people `file:line:column: message [code] next`, with details indented below it,
 * for machines a JSON object.
 */
export function printProblems(problems: readonly Problem[], level: "error" | "warn", output: FailureOutput): void {
  for (const problem of problems) {
    const { code, message, place, next, details } = problem;
    if (output.logFormat === "json") {
      line(output, level, message, { code, ...place, ...(place && { where: placeText(place) }), next, details });
      continue;
    }
    line(output, level, problemLine(problem));
    for (const detail of details ?? []) output.stderr.write(`    ${safeText(detail)}\n`);
  }
}

function chain(error: unknown, stack: string): string[] {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : undefined;
  return [...stack.split("\n"), ...(cause ? [`caused by: ${cause.stack ?? cause.message}`.split("\n")].flat() : [])];
}

function line(output: FailureOutput, level: "error" | "warn", message: string, fields: object = {}): void {
  const text =
    output.logFormat === "json"
      ? safeJson({ time: output.now.toISOString(), level, message, ...fields })
      : safeText(level === "warn" ? `warning: ${message}` : message);
  output.stderr.write(`${text}\n`);
}
