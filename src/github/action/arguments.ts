import { baseOf, type Event } from "../run.ts";
import type { InputName, Inputs } from "./inputs.ts";

/** Inputs that are called like the options they are. */
function options(inputs: Inputs, ...names: readonly InputName[]): string[] {
  return names.flatMap((name) => (inputs[name] === "" ? [] : [`--${name}=${inputs[name]}`]));
}

/** Entries of an input of several lines, or with spaces between. */
function entries(text: string): string[] {
  return text.split(/\s+/u).filter((entry) => entry !== "");
}

export interface CheckWith {
  readonly event: Event;
  /** Where the report goes that is told on GitHub. */
  readonly reportFile: string;
  /** Whether `check` can compare with a base at all. */
  readonly compares: boolean;
}

/**
 * What the action starts `check` with. On a pull request and in a merge queue it is compared with the base that the event
 * names, unless `base` says otherwise; `none` compares with nothing.
 */
export function checkArguments(inputs: Inputs, { event, reportFile, compares }: CheckWith): string[] {
  const base = inputs.base === "" && compares ? baseOf(event) : inputs.base;
  return [
    "check",
    ...options(inputs, "config", "as-of", "snapshot", "fail-on", "rule-timeout", "workers"),
    ...(base === undefined || base === "" || base === "none" ? [] : [`--base=${base}`]),
    `--report=json=${reportFile}`,
    ...entries(inputs.report).map((report) => `--report=${report}`),
  ];
}

export function reportArguments(inputs: Inputs, reportFile: string): string[] {
  return [
    ...["github", "report", `--from=${reportFile}`, `--comment=${inputs.comment}`],
    ...(inputs["check-name"] === "" ? [] : [`--name=${inputs["check-name"]}`]),
    ...options(inputs, "key"),
    ...(inputs["check-run"] === "false" ? ["--no-check-run"] : []),
    ...(inputs.issue === "true" ? ["--issue"] : []),
  ];
}

export function collectArguments(inputs: Inputs): string[] {
  const only = entries(inputs.only);
  return ["collect", ...options(inputs, "config", "as-of"), ...(only.length > 0 ? ["--only", ...only] : [])];
}

export function proposeArguments(inputs: Inputs): string[] {
  return ["github", "propose", ...options(inputs, "config", "branch", "into", "title")];
}
