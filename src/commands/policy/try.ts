import type { LoadedConfig } from "../../config/load-config.ts";
import { counted } from "../../counted.ts";
import { type ExitCode, exitCodes } from "../../exit-codes.ts";
import type { Finding, Report } from "../../model/report.ts";
import { groupBy } from "../../report/group-by.ts";
import { placeText } from "../../report/place-text.ts";
import { safeJson } from "../../report/safe-json.ts";
import { safeText } from "../../report/safe-text.ts";
import { stepsText } from "../../report/steps-text.ts";
import { judgeEstate, type Rulebook, rulebook } from "../check/make-report.ts";
import type { CommandBody, CommandContext } from "../context.ts";
import { openConfig } from "../estate/open-config.ts";
import { type EstateOptions, openEstate } from "../estate/open-estate.ts";
import { openRules } from "../estate/open-rules.ts";
import { settleRules } from "../estate/settle-rules.ts";
import { findRule } from "./find-rule.ts";

export interface TryOptions extends EstateOptions {
  readonly param?: readonly { readonly name: string; readonly value: string }[];
  readonly format: "text" | "json";
  readonly limit: number;
  readonly timeout: number;
}

/**
 * Judges the snapshot by one rule alone, waived and known findings included. Nothing is gated: the exit code is 0 wherever
 * the rule could be judged somewhere, and 2 where it could not be judged at all, or failed on a document: what it would have
 * found there is not known.
 */
export const tryRule: CommandBody<TryOptions> = async ({ args, options }, context) => {
  const loaded = await openConfig(options, context);
  const run = { stillSeconds: options.timeout, workers: undefined };
  const book = rulebook(await openRules(loaded, context), { loaded, failOn: undefined, ...run });
  const { id } = findRule(args[0] ?? "", book.pack.rules);
  const alone = onlyRule(book, id, loaded, options.param);
  const report = await judgeEstate(() => openEstate(options, context, loaded), alone, context);
  if (options.format === "json") context.stdout.write(`${safeJson(excerpt(report, id))}\n`);
  else for (const line of lines(report, id, options.limit)) context.stdout.write(`${safeText(line)}\n`);
  return exitOf(report, id, context);
};

/** The rule book with one rule, on whatever the config says, with these values of its parameters. */
function onlyRule(book: Rulebook, id: string, { config }: LoadedConfig, given: TryOptions["param"] = []): Rulebook {
  const set = config.rules.find((setting) => setting.id === id);
  const place = { file: "--param" };
  const at = { place, keyPlace: place, within: new Map() };
  const params = given.map(({ name, value }) => ({ name, value: paramValue(value), ...at }));
  const kept = (set?.params ?? []).filter(({ name }) => !params.some((param) => param.name === name));
  const setting = { id, required: false, params: [...kept, ...params], place: set?.place ?? place };
  const { judged, params: settled } = settleRules(book.pack.rules, { rules: [setting] }, book.systems);
  const alone = [...judged].map(([name, rule]) => [name, { ...rule, off: name !== id }] as const);
  const rules = book.pack.rules.filter((rule) => rule.id === id);
  return { ...book, judged: new Map(alone), params: settled, rules };
}

/** A number, a list by commas, a truth value or a text, whichever it reads as; the rule's type decides whether it fits. */
function paramValue(text: string): string | number | boolean | string[] {
  if (text === "true" || text === "false") return text === "true";
  if (text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  return text.includes(",") ? text.split(",").map((part) => part.trim()) : text;
}

function excerpt(report: Report, id: string) {
  const { asOf, findings, unknowns, counts, notEvaluable } = report;
  return { rule: id, asOf, obstacles: failuresOf(report, id), counts, findings, unknowns, notEvaluable };
}

function* lines(report: Report, id: string, limit: number): Generator<string> {
  const { counts, notEvaluable, rules } = report;
  const rule = rules.find((one) => one.id === id);
  yield `${id}: ${rule?.title ?? ""} (as of ${report.asOf})`;
  const failures = failuresOf(report, id);
  for (const { text } of failures) yield `  ${text}`;
  // Of a rule that failed, how much violates it is a guess.
  for (const { app, examined, violating, unknown, examines } of failures.length > 0 ? [] : counts) {
    const open = unknown > 0 ? `, ${unknown} undecided` : "";
    yield `  ${app}: ${violating} of ${counted(examined, examines)} violate it${open}`;
  }
  for (const { app, text, reasons } of notEvaluable)
    yield `  ${app}: not evaluable${reasons ? ` for ${reasons.join(", ")}` : ""}, ${text}`;
  yield* findingLines(report, limit);
  yield* unknownLines(report, limit);
}

function* findingLines({ findings }: Report, limit: number): Generator<string> {
  for (const [reason, own] of groupBy(findings, (finding) => finding.reason)) {
    yield "";
    yield `${reason}: ${counted(own.length, "finding")}`;
    for (const finding of own.slice(0, limit)) {
      yield `  ${finding.severity.padEnd(8)}  ${finding.msg}${aside(finding)}`;
      const steps = stepsText(finding);
      if (steps !== undefined) yield `            ${steps}`;
    }
    if (own.length > limit) yield `  … and ${own.length - limit} more (--limit ${own.length})`;
  }
}

function* unknownLines({ unknowns }: Report, limit: number): Generator<string> {
  for (const [reason, own] of groupBy(unknowns, (unknown) => unknown.reason)) {
    const cases = own.reduce((sum, { count = 1 }) => sum + count, 0);
    yield "";
    yield `${reason}: ${counted(cases, "case")} undecided`;
    for (const unknown of own.slice(0, limit)) yield `  ${unknown.msg}`;
    if (own.length > limit) yield `  … and ${own.length - limit} more (--limit ${own.length})`;
  }
}

function aside({ place, waiver, baseline }: Finding): string {
  const known = waiver ? `, waived by ${waiver.id}` : baseline ? ", in the baseline" : "";
  return ` (${placeText(place)}${known})`;
}

function failuresOf({ obstacles }: Report, id: string) {
  return obstacles.filter(({ rule }) => rule === id);
}

function exitOf(report: Report, id: string, { log }: CommandContext): ExitCode {
  for (const { rule, text } of report.obstacles) if (rule !== id) log.warn(text);
  if (failuresOf(report, id).length > 0) return exitCodes.cannotJudge;
  return report.counts.some(({ examined }) => examined > 0) ? exitCodes.clean : exitCodes.cannotJudge;
}
