import { isDebt } from "../../model/gate.ts";
import type { Finding, NotEvaluable, Obstacle, Report, RuleCount, Unknown } from "../../model/report.ts";
import { placeText } from "../place-text.ts";
import { stepsText } from "../steps-text.ts";
import { troublesOf } from "../verdict.ts";

/** The columns, in their order. New ones are added at the end, so that what reads by position goes on working. */
export const columns = [
  "row",
  "rule",
  "app",
  "severity",
  "message",
  "object",
  "subject",
  "name",
  "reason",
  "identity",
  "account",
  "grant",
  "credential",
  "file",
  "line",
  "place",
  "declared",
  "causes",
  "change",
  "waiver",
  "waived_until",
  "examines",
  "examined",
  "violating",
  "undecided",
  "fingerprint",
  "title",
  "remediation",
  "controls",
  "as_of",
  "exit_code",
  "snapshot",
  "baseline",
  "baseline_owner",
  "baseline_until",
  "waived_by",
  "waived_because",
  "observed_drift",
  "severity_steps",
  "note",
] as const;

export type Row = Partial<Record<(typeof columns)[number], string | number | undefined>>;

/** What the row is about: `row` tells the kinds apart, and only `violation` is one. */
export function* rowsOf(report: Report): Generator<Row> {
  const common = { as_of: report.asOf, exit_code: report.exitCode, snapshot: report.digests.snapshot };
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const counts = new Map(report.counts.map((count) => [keyOf(count), count]));
  const full = (row: Row): Row => {
    const rule = rules.get(String(row.rule));
    const population = row.row === "examined" ? {} : populationOf(counts.get(keyOf(row)));
    return {
      ...{ title: rule?.title, remediation: rule?.remediation, controls: rule?.controls.join("; ") },
      ...{ ...population, ...row, ...common },
    };
  };
  for (const trouble of troublesOf(report)) yield full(troubleRow(trouble));
  for (const finding of report.findings) yield full(findingRow(finding));
  for (const unknown of report.unknowns) yield full(unknownRow(unknown));
  for (const blind of report.notEvaluable) yield full(blindRow(blind));
  for (const count of report.counts)
    yield full({ row: "examined", rule: count.rule, app: count.app, ...populationOf(count) });
}

function keyOf({ rule, app }: { readonly rule?: unknown; readonly app?: unknown }): string {
  return JSON.stringify([rule, app]);
}

/** How much the rule examined in the application, so that a row tells of how many its finding is one. */
function populationOf(count: RuleCount | undefined): Row {
  if (!count) return {};
  const { examines, examined, violating, unknown } = count;
  return { examines, examined, violating, undecided: unknown };
}

function troubleRow({ code, text, source, rule }: Obstacle) {
  return {
    row: "could-not-judge",
    ...(rule !== undefined && { rule }),
    app: source ?? "",
    reason: code,
    message: text,
  };
}

function findingRow(finding: Finding) {
  const { severity, fingerprint, causes, change, waiver, baseline, observedDrift, note } = finding;
  return {
    ...{ ...sharedRow(finding), row: rowOf(finding) },
    ...{ severity, fingerprint, change, observed_drift: observedDrift && "yes" },
    ...{ severity_steps: stepsText(finding), note },
    ...{ waiver: waiver?.id, waived_until: waiver?.until, waived_by: waiver?.owner, waived_because: waiver?.reason },
    ...{ baseline: baseline?.state, baseline_owner: baseline?.owner, baseline_until: baseline?.until },
    causes: causes.map(({ rule, msg }) => `${rule}: ${msg}`).join("; "),
  };
}

function rowOf(finding: Finding): string {
  if (finding.waiver) return "waived";
  if (finding.change === "fixed") return "fixed";
  return isDebt(finding) ? "known" : "violation";
}

function unknownRow(unknown: Unknown) {
  return { ...sharedRow(unknown), row: "undecided" };
}

function blindRow(entry: NotEvaluable) {
  const { rule, app, code, text, reasons } = entry;
  const row = reasons ? "partly-evaluable" : "not-evaluable";
  return { row, rule, app, reason: code, message: reasons ? `${reasons.join(", ")}: ${text}` : text };
}

function sharedRow(entry: Unknown | Finding) {
  const { rule, app, msg, object, subject, name, reason, identity, account, grant, credential, place, declared } =
    entry;
  return {
    ...{ rule, app, message: msg, object, subject, name, reason, identity, account, grant, credential },
    ...{ file: place.file, line: place.line, place: place.what, title: entry.title },
    declared: declared && placeText(declared),
  };
}
