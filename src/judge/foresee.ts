import type { ForecastEvent, Turn } from "../model/forecast.ts";
import { isDue, isGated } from "../model/gate.ts";
import type { Finding, Report } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";

interface Judged {
  readonly findings: readonly Finding[];
  readonly gate: Report["gate"];
}

/** The same estate judged at the end of a day. */
export interface JudgedDay {
  readonly on: string;
  readonly report: Judged;
}

/** What changes from one day to the next, in the order of the days; within a day as the report sorts findings. */
export function foresee(today: Judged, days: readonly JudgedDay[]): ForecastEvent[] {
  let before = byFingerprint(today.findings);
  return days.flatMap(({ on, report }) => {
    const after = byFingerprint(report.findings);
    const ended = [...before.values()].filter(({ fingerprint }) => !after.has(fingerprint));
    const events = [
      ...report.findings.flatMap((finding) => turned(on, before.get(finding.fingerprint), finding, report)),
      ...ended.map((finding): ForecastEvent => ({ on, turn: "ends", gates: false, finding })),
    ];
    before = after;
    return events;
  });
}

function turned(on: string, was: Finding | undefined, finding: Finding, report: Judged): ForecastEvent[] {
  const turn = turnOf(was, finding);
  if (turn === undefined) return [];
  const before = was && was.severity !== finding.severity ? { was: was.severity } : {};
  return [{ on, turn, gates: isGated(finding, report), ...before, finding }];
}

function turnOf(was: Finding | undefined, finding: Finding): Turn | undefined {
  if (was === undefined) return "appears";
  if (!isDue(was) && isDue(finding)) return "reopens";
  const graver = compareSeverity(finding.severity, was.severity);
  return graver > 0 ? "graver" : graver < 0 ? "milder" : undefined;
}

function byFingerprint(findings: readonly Finding[]): ReadonlyMap<string, Finding> {
  return new Map(findings.map((finding) => [finding.fingerprint, finding]));
}
