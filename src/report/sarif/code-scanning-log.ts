import { gzipSync } from "node:zlib";
import { counted } from "../../counted.ts";
import { isDebt } from "../../model/gate.ts";
import type { Report } from "../../model/report.ts";
import { silence } from "../blind-text.ts";
import { safeJson } from "../safe-json.ts";
import { casesIn } from "../verdict.ts";
import { alertsOf } from "./alerts.ts";
import { Descriptors } from "./descriptors.ts";
import { logFrame, type Notification } from "./frame.ts";

/** What GitHub takes. */
export interface Limits {
  /** Results that it keeps of a file; it does not promise which. */
  readonly alerts: number;
  /** Bytes of the file, compressed. */
  readonly bytes: number;
}

const github: Limits = { alerts: 5_000, bytes: 10_000_000 };

/** A log with as many of the gravest alerts as GitHub takes. */
export function codeScanningLog(report: Report, limits = github): string {
  const descriptors = new Descriptors(report);
  const alerts = alertsOf(report, descriptors);
  for (let kept = Math.min(alerts.length, limits.alerts); ; kept = kept >> 1) {
    const log = logText(report, descriptors, { alerts: alerts.slice(0, kept), left: alerts.length - kept });
    if (kept === 0 || log.length <= limits.bytes / 4 || gzipSync(log).length <= limits.bytes) return log;
  }
}

function logText(
  report: Report,
  descriptors: Descriptors,
  { alerts, left }: { alerts: object[]; left: number },
): string {
  const { head, run } = logFrame(report, {
    rules: descriptors.all,
    indexOf: (rule) => descriptors.indexOf(rule),
    notifications: [...putOff(report), ...notJudged(report), ...(left > 0 ? [leftOut(left)] : [])],
  });
  return `${safeJson({ ...head, runs: [{ ...run, results: alerts }] }, 1)}\n`;
}

function leftOut(left: number): Notification {
  const text = `${counted(left, "finding")} more are not in this file, because GitHub keeps ${github.alerts} and takes 10 MB: the gravest are here. The profile sarif-audit and JSON have all.`;
  return { level: "warning", code: "left-out", text };
}

/** Alerts that are missing because somebody has decided so. */
function putOff({ findings }: Report): Notification[] {
  const waived = findings.filter(({ waiver }) => waiver !== undefined).length;
  const debts = findings.filter(isDebt).length;
  const says = (code: string, count: number, text: string): Notification[] =>
    count > 0 ? [{ level: "note", code, text: `${counted(count, "finding")} ${text}` }] : [];
  return [
    ...says("waived", waived, "stand by a waiver, and are no alerts."),
    ...says("baseline", debts, "are known by the baseline and not due yet, and are no alerts."),
  ];
}

/** Alerts that are missing for want of data must not pass for fixed. */
function notJudged({ unknowns, notEvaluable }: Report): Notification[] {
  const cases = casesIn(unknowns);
  const undecided = {
    level: "note",
    code: "undecided",
    text: `${counted(cases, "case")} could not be decided.`,
  } as const;
  const blind = notEvaluable.map((entry) => ({
    ...{ level: entry.reasons ? ("note" as const) : ("warning" as const), code: "not-evaluable", rule: entry.rule },
    text: silence(entry),
  }));
  return [...(cases > 0 ? [undecided] : []), ...blind];
}
