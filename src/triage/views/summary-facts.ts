import { isDebt } from "../../model/gate.ts";
import type { Report } from "../../model/report.ts";
import { casesIn, troublesOf } from "../../report/verdict.ts";
import { dayAfter } from "../model/form.ts";

/** Days before its end that a decision is told of. */
const soonDays = 14;

/** The figures of a report that somebody looks at before reading findings. */
export interface SummaryFacts {
  readonly rules: number;
  readonly examined: number;
  readonly undecided: number;
  readonly silent: number;
  readonly silentInPart: number;
  /** What kept the run from judging. */
  readonly troubles: readonly string[];
  readonly waived: number;
  readonly putOff: number;
  readonly endingWaivers: number;
  readonly endedWaivers: number;
  readonly dueSoon: number;
  readonly overdue: number;
}

export function summaryFacts(report: Report): SummaryFacts {
  const { counts, unknowns, notEvaluable, findings, waivers = [], asOf } = report;
  const soon = dayAfter(asOf.slice(0, 10), soonDays);
  const withState = (...wanted: readonly string[]) => waivers.filter(({ state }) => wanted.includes(state)).length;
  return {
    rules: new Set(counts.map(({ rule }) => rule)).size,
    examined: counts.reduce((sum, { examined }) => sum + examined, 0),
    undecided: casesIn(unknowns),
    silent: notEvaluable.filter(({ reasons }) => !reasons).length,
    silentInPart: notEvaluable.filter(({ reasons }) => reasons).length,
    troubles: troublesOf(report).map(({ text }) => text),
    waived: findings.filter(({ waiver }) => waiver !== undefined).length,
    putOff: findings.filter(isDebt).length,
    endingWaivers: withState("soon"),
    endedWaivers: withState("expired", "invalid", "undecided"),
    dueSoon: findings.filter((finding) => isDebt(finding) && (finding.baseline?.until ?? soon) < soon).length,
    overdue: findings.filter(({ baseline }) => baseline !== undefined && baseline.state !== "open").length,
  };
}
