import type { ErrorCode } from "./error-codes.ts";
import { type ExitCode, exitCodes } from "./exit-codes.ts";

/** Where something went wrong: a spot in a file, or a record of a source. Lines and columns count from 1. */
export interface Place {
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
  readonly source?: string;
  readonly record?: string;
}

/** One thing that is wrong, said so that its reader can mend it. */
export interface Problem {
  readonly code: ErrorCode;
  readonly message: string;
  readonly place?: Place;
  /** What to do next, as an imperative sentence. */
  readonly next?: string;
  /** Lines that belong under the problem, such as a type that does not match, drawn as they are to be read. */
  readonly details?: readonly string[];
}

/** An error we expect and can explain. It carries every problem found in one input, so that none waits for the next run. */
export class EntitlintError extends Error {
  override readonly name: string = "EntitlintError";
  readonly exitCode: ExitCode = exitCodes.failed;
  readonly problems: readonly [Problem, ...Problem[]];

  constructor(problems: Problem | readonly [Problem, ...Problem[]], options?: ErrorOptions) {
    const all: readonly [Problem, ...Problem[]] = "code" in problems ? [problems] : problems;
    super(all.flatMap((problem) => [problemLine(problem), ...(problem.details ?? [])]).join("\n"), options);
    this.problems = all;
  }
}

/** The tool works, but what it was given cannot be judged: exit code 2, never a pass. */
export class CannotJudgeError extends EntitlintError {
  override readonly name = "CannotJudgeError";
  override readonly exitCode: ExitCode = exitCodes.cannotJudge;
}

/** Throws one error with all the problems, or returns when there are none. */
export function throwProblems(problems: readonly Problem[]): void {
  const [first, ...rest] = problems;
  if (first) throw new EntitlintError([first, ...rest]);
}

/** One problem as one line, without its details: place, message, code. Text from records is not escaped here; printers do that. */
export function problemLine(problem: Problem): string {
  const place = problem.place ? placeText(problem.place) : "";
  const next = problem.next ? ` ${problem.next}` : "";
  return `${place}${place ? ": " : ""}${problem.message} [${problem.code}]${next}`;
}

/** `file:line:column`, or the source and record where there is no file. */
export function placeText(place: Place): string {
  const spot = [place.file, place.line, place.file && place.line ? place.column : undefined].filter(
    (part) => part !== undefined,
  );
  const record = [place.source, place.record].filter((part) => part !== undefined);
  return [spot.join(":"), record.join(" ")].filter((part) => part !== "").join(" ");
}
