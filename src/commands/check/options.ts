import { EntitlintError } from "../../errors.ts";
import { Severity, severities } from "../../model/severity.ts";
import type { EstateOptions } from "../estate/open-estate.ts";
import type { Chosen } from "./choose-rules.ts";
import type { ReportRequest } from "./report-request.ts";

/** What can be typed after `check`. */
export interface CheckOptions extends EstateOptions {
  readonly base?: string;
  readonly format: string;
  readonly report?: readonly ReportRequest[];
  readonly failOn?: string;
  readonly rule?: readonly string[];
  readonly control?: readonly string[];
  readonly all?: true;
  readonly markdownSize: string;
  readonly ruleTimeout: string;
  readonly workers?: string;
}

/** More threads only take memory from each other. */
const mostWorkers = 64;

/** Seconds. */
const longestTimeOut = 86_400;

/** Below this not even the head of a summary fits. */
const smallestMarkdown = 4_096;

/** What was typed, as numbers and severities. */
export interface ReadOptions {
  readonly failOn: Severity | undefined;
  readonly stillSeconds: number;
  readonly workers: number | undefined;
  readonly markdownSize: number;
  /** What the report is cut down to; absent where every rule is asked. */
  readonly only?: Chosen | undefined;
}

/** Reads the options that are more than text. @throws EntitlintError where one cannot be */
export function readOptions({
  failOn,
  ruleTimeout,
  workers,
  markdownSize,
  rule: rules = [],
  control: controls = [],
}: CheckOptions): ReadOptions {
  return {
    failOn: severityOption(failOn),
    stillSeconds: numberOption("--rule-timeout", ruleTimeout, longestTimeOut),
    workers: workers === undefined ? undefined : numberOption("--workers", workers, mostWorkers, Number.isInteger),
    markdownSize: sizeOption(markdownSize),
    ...(rules.length + controls.length > 0 && { only: { rules, controls } }),
  };
}

function severityOption(text: string | undefined): Severity | undefined {
  if (text === undefined) return undefined;
  const severity = Severity.safeParse(text);
  if (!severity.success) throw usage("--fail-on", text, `Give one of: ${severities.join(", ")}.`);
  return severity.data;
}

/** A number that was typed. @throws EntitlintError where it is none, or out of bounds */
export function numberOption(name: string, text: string, most: number, fits = Number.isFinite): number {
  const number = Number(text);
  if (fits(number) && number > 0 && number <= most) return number;
  const kind = fits === Number.isInteger ? "whole " : "";
  throw usage(name, text, `Give a ${kind}number above zero, at most ${most}.`);
}

function sizeOption(text: string): number {
  const number = Number(text);
  if (Number.isInteger(number) && number >= smallestMarkdown) return number;
  throw usage("--markdown-size", text, `Give a whole number of bytes, at least ${smallestMarkdown}.`);
}

function usage(option: string, text: string, next: string): EntitlintError {
  return new EntitlintError({ code: "usage/invalid", message: `${option} cannot be ${JSON.stringify(text)}`, next });
}
