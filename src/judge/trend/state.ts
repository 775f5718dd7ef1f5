import type { DatedFinding, Report } from "../../model/report.ts";
import { causeKeys } from "../undecided.ts";

/** What is remembered of a finding that a snapshot showed. */
export type SeenFinding = Pick<
  DatedFinding,
  | ("fingerprint" | "rule" | "title" | "severity" | "reason" | "msg" | "object" | "subject" | "name" | "app")
  | ("identity" | "account" | "grant" | "credential" | "since")
> & { readonly waived?: true };

/** What a snapshot showed, and what it could not have shown. */
export interface JudgedState {
  readonly collectedAt: string;
  readonly findings: readonly SeenFinding[];
  /** Keys of what stood as the cause of another finding. */
  readonly causes: readonly string[];
  readonly unknowns: readonly Pick<Report["unknowns"][number], "rule" | "app" | "object" | "account" | "count">[];
  readonly notEvaluable: readonly Pick<Report["notEvaluable"][number], "rule" | "app" | "reasons">[];
  /** By system and kind, how completely it was read. */
  readonly read: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Systems whose last reading came to nothing, or that kept the run from judging. */
  readonly failed: readonly string[];
  /** Rules that broke off. */
  readonly broken: readonly string[];
  /** Why what is not shown proves nothing at all. */
  readonly doubts: readonly string[];
}

/** With these nothing of a report can be believed. */
const worthless: ReadonlySet<string> = new Set([
  ...["snapshot-altered", "snapshot-unsigned", "snapshot-signature-bad", "nothing-examined"],
]);

/** With these nothing of a source was read. What was read in part is told by kind, and what a rule could not judge by rule. */
const unreadSource: ReadonlySet<string> = new Set(["source-failed", "source-missing", "source-empty"]);

/** What is kept of a report; a text that says why it is worth nothing, where it is. */
export function stateOf(report: Report): JudgedState | string {
  const { asOf, findings, notEvaluable, unknowns, sources, obstacles, notices } = report;
  const none = obstacles.find(({ code }) => worthless.has(code));
  if (none) return none.text;
  const failed = [...notices.map(({ code, app }) => ({ code, source: app })), ...obstacles].flatMap(
    ({ code, source }) => (unreadSource.has(code) && source !== undefined ? [source] : []),
  );
  const others = obstacles.filter(({ code, source }) => source === undefined && code !== "required-rule");
  return {
    collectedAt: asOf,
    findings: findings.map(seen),
    causes: [...causeKeys(findings)],
    unknowns: unknowns.map(({ rule, app, object, account, count }) => ({
      ...{ rule, app, object },
      ...(account !== undefined && { account }),
      ...(count !== undefined && { count }),
    })),
    notEvaluable: notEvaluable.map(({ rule, app, reasons }) => ({ rule, app, ...(reasons && { reasons }) })),
    read: Object.fromEntries(
      sources
        .filter(({ declares }) => !declares)
        .map(({ system, kinds }) => [
          system,
          Object.fromEntries(kinds.map(({ kind, completeness }) => [kind, completeness])),
        ]),
    ),
    failed,
    broken: others.flatMap(({ rule }) => rule ?? []),
    doubts: others.flatMap(({ rule, text }) => (rule === undefined ? [text] : [])),
  };
}

function seen(finding: DatedFinding): SeenFinding {
  const { fingerprint, rule, title, severity, reason, msg, object, subject, app } = finding;
  const { name, identity, account, grant, credential, since, waiver } = finding;
  return {
    ...{ fingerprint, rule, title, severity, reason, msg, object, subject, app },
    ...(name !== undefined && { name }),
    ...(identity !== undefined && { identity }),
    ...(account !== undefined && { account }),
    ...(grant !== undefined && { grant }),
    ...(credential !== undefined && { credential }),
    ...(since && { since }),
    ...(waiver && { waived: true as const }),
  };
}
