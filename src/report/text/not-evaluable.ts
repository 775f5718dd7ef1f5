import { counted } from "../../counted.ts";
import type { Report } from "../../model/report.ts";
import { idleRules, lackOf, silentRule } from "../blind-text.ts";
import { groupBy } from "../group-by.ts";
import type { ReportTarget } from "../reporter.ts";
import { folded, type Paint, paragraph } from "./paint.ts";

type Entry = Report["notEvaluable"][number];

/** Reasons that are read one by one; with more of them, why rules keep silent is told by its kind first. */
const mostInDetail = 12;

const mostInOverview = 4;

/** Rules that gave no verdict in some place, with what they lack; in short, how many lack what. */
export function* notEvaluableLines(
  report: Report,
  target: ReportTarget,
  paint: Paint,
  short: boolean,
): Generator<string> {
  const { notEvaluable } = report;
  const idle = idleRules(report);
  if (idle.length > 0 && !short) {
    const text = `nothing of the sort is there, so that these did not pass: ${idle.join(", ")}`;
    yield `\n${paint.heading("Nothing to examine")}\n`;
    yield paragraph(text, target, "  - ");
  }
  if (notEvaluable.length === 0) return;
  const reasons = reasonsOf(notEvaluable);
  const inKinds = !target.all && (short || reasons.length > mostInDetail);
  const heading = `${paint.heading("Not evaluable")}  no verdict on these, neither pass nor finding`;
  yield `\n${folded(`${heading}${inKinds ? "  (--all says where)" : ""}`, target)}`;
  if (!inKinds) for (const { text, rules } of reasons) yield paragraph(`${text}: ${rules.join(", ")}`, target, "  - ");
  else yield* inKindsLines(kindLines(report, short), target, short);
}

/** An overview is one screen: it has room for what most rules lack. */
function* inKindsLines(lines: readonly string[], target: ReportTarget, short: boolean): Generator<string> {
  const shown = short && lines.length > mostInOverview ? lines.slice(0, mostInOverview - 1) : lines;
  for (const line of shown) yield paragraph(line, target, "  - ");
  if (shown.length < lines.length) yield `    … and ${lines.length - shown.length} other causes\n`;
}

/** What rules lack that were asked nowhere; those that were asked in one place have told there what they found. */
function kindLines({ notEvaluable, counts }: Report, short: boolean): string[] {
  const asked = new Set(counts.map(({ rule }) => rule));
  const elsewhere = notEvaluable.filter(({ rule, reasons }) => !reasons && asked.has(rule));
  const entries = notEvaluable.filter((entry) => !elsewhere.includes(entry));
  return [...nowhereLines(entries, short), ...elsewhereLines(elsewhere)];
}

/** By place, how many rules were asked in others and not there. */
function elsewhereLines(entries: readonly Entry[]): string[] {
  if (entries.length === 0) return [];
  const places = [...groupBy(entries, ({ app }) => app)].map(([app, there]) => `${there.length} not in ${app}`);
  const rules = new Set(entries.map(({ rule }) => rule)).size;
  return [`${counted(rules, "rule was", "rules were")} asked in some places only: ${places.join(", ")}`];
}

function nowhereLines(entries: readonly Entry[], short: boolean): string[] {
  return [...groupBy(entries, ({ code }) => code)]
    .flatMap(([code, group]) => {
      const whole = new Set(group.filter(({ reasons }) => !reasons).map(({ rule }) => rule));
      const partly = group.filter(({ rule, reasons }) => reasons && !whole.has(rule)).map(({ rule }) => rule);
      return [
        { code, rules: [...whole], suffix: "" },
        { code, rules: [...new Set(partly)], suffix: " for some of their reasons" },
      ];
    })
    .filter(({ rules, suffix }) => rules.length > 0 && !(short && suffix !== ""))
    .toSorted((a, b) => a.suffix.length - b.suffix.length || b.rules.length - a.rules.length)
    .map(({ code, rules, suffix }) => {
      const lacks = `${counted(rules.length, "rule lacks", "rules lack")} ${lackOf(code)}${suffix}`;
      return short ? lacks : `${lacks}: ${rules.join(", ")}`;
    });
}

/** Each reason once with the rules it keeps from judging; what differs in nothing but the application is one reason. */
function reasonsOf(entries: readonly Entry[]): { text: string; rules: string[] }[] {
  const reasons = [...groupBy(entries, ({ text }) => text).values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const rules = [...new Set(group.map(silentRule))];
    return [{ ...first, rules, like: `${withoutName(first)} ${rules.join()}` }];
  });
  return [...groupBy(reasons, ({ like }) => like).values()].flatMap((alike) => {
    const [first] = alike;
    if (!first) return [];
    const apps = alike.map(({ app }) => app);
    return [{ text: apps.length > 1 ? inAll(first, apps) : first.text, rules: first.rules }];
  });
}

/** A reason with every application's name taken out of it. */
function withoutName({ app, text }: Entry): string {
  return text.split(named(app)).join("~");
}

/** The reason of several applications: all are named where the one is, and their files by one pattern. */
function inAll({ app, text }: Entry, apps: readonly string[]): string {
  const files = text.split(`access/apps/${app}.yaml`).join("their access/apps/*.yaml");
  return files.split(named(app)).join(apps.join(", "));
}

/** An application's name as a word of its own. */
function named(app: string): RegExp {
  return new RegExp(`(?<![\\w.-])${app.replaceAll(/\W/g, "\\$&")}(?![\\w-])`, "g");
}
