import { counted } from "../counted.ts";
import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { Compared } from "../model/compared.ts";
import { isGated } from "../model/gate.ts";
import type { Change, Finding, Notice, Report } from "../model/report.ts";
import { noticeOrder, sortFindings } from "./order.ts";
import { causeKey, causeKeys, isOpenCase } from "./undecided.ts";

/** What is compared: reports made by the same rules. */
export interface Comparison {
  /** Of the pull request. */
  readonly head: Report;
  /** Of the base, as it was at its own instant; absent where the base cannot have a report. */
  readonly base?: Report | undefined;
  /** Of the base at the instant of the pull request; the same where that is the same instant. */
  readonly due?: Report | undefined;
  /**
   * Where the pull request brings a snapshot: the base and the pull request on that of the base, as of when *it* was
   * collected. A snapshot names the instant of its check, and one that is far off would put what is declared for a while
   * behind it.
   */
  readonly own?: { readonly base: Report; readonly head: Report } | undefined;
  /** Where the pull request brings a snapshot: the base and the pull request, both on it. */
  readonly observed?: { readonly base: Report; readonly head: Report } | undefined;
}

/** Who was compared with whom, for the report. */
export type Sides = Omit<Compared, "counts">;

/**
 * The report of a pull request with its findings told apart. What it is answerable for is found by the *same* snapshot
 * on both sides: a finding that only a new snapshot brings is drift that was observed, whoever caused it, unless the
 * declared access alone makes the difference on that snapshot too.
 */
export function compareReports(comparison: Comparison, sides: Sides): Report {
  const { head, observed } = comparison;
  const shown = observed?.head ?? head;
  const known = knownFindings(comparison);
  const current = tellApart(comparison, known);
  const there = new Set(current.map(({ fingerprint }) => fingerprint));
  const explained = causeKeys(shown.findings);
  const gone = [...known.due.findings.values()].filter(
    (finding) => !there.has(finding.fingerprint) && !explained.has(causeKey(finding, finding)),
  );
  const [fixed, undecided] = divide(gone, (finding) => isDecided(finding, shown));
  const findings = sortFindings([...current, ...fixed.map((finding) => ({ ...finding, change: "fixed" as const }))]);
  const gated = findings.filter((finding) => isGated(finding, shown));
  const counts = { ...countChanges(findings), undecided: undecided.length, gated: gated.length };
  return {
    ...shown,
    findings,
    notices: [...shown.notices, ...undecidedNotice(undecided.length)].sort(noticeOrder),
    compared: { ...sides, counts },
    exitCode: exitCodeOf(shown, gated.length),
  };
}

/** The exit code by what gates, and what kept the run from judging. */
function exitCodeOf({ obstacles }: Pick<Report, "obstacles">, gated: number): ExitCode {
  if (obstacles.length > 0) return exitCodes.cannotJudge;
  return gated > 0 ? exitCodes.violations : exitCodes.clean;
}

function undecidedNotice(count: number): Notice[] {
  if (count === 0) return [];
  const text = `${counted(count, "finding")} of the base cannot be decided any more, which does not mean fixed`;
  return [{ code: "undecided-now", text }];
}

/**
 * What a report says is wrong: its findings, and those that stand as causes of others. A finding may stand alone in one report
 * and explain another in the other: then it neither came nor went.
 */
interface Wrongs {
  readonly findings: ReadonlyMap<string, Finding>;
  readonly causes: ReadonlySet<string>;
}

interface Known {
  readonly base: Wrongs;
  readonly due: Wrongs;
}

function knownFindings({ base, due = base }: Comparison): Known {
  return { base: wrongsOf(base), due: wrongsOf(due) };
}

function wrongsOf(report: Report | undefined): Wrongs {
  return { findings: byFingerprint(report), causes: causeKeys(report?.findings) };
}

function byFingerprint(report: Report | undefined): ReadonlyMap<string, Finding> {
  return new Map(report?.findings.map((finding) => [finding.fingerprint, finding]));
}

function tellApart({ head, own, observed }: Comparison, known: Known): Finding[] {
  const declared = head.findings.map((finding) => told(finding, known));
  if (!observed) return declared;
  const knownThen = knownFindings({ head, base: own?.base });
  const declaredThen = (own?.head.findings ?? []).map((finding) => told(finding, knownThen));
  const introduced = new Map(
    [...declaredThen, ...declared]
      .filter(({ change }) => change === "introduced")
      .map((finding) => [finding.fingerprint, finding]),
  );
  const onNew = byFingerprint(observed.base);
  const seen = observed.head.findings.map((finding) => {
    if (introduced.has(finding.fingerprint)) return { ...finding, change: "introduced" as const };
    const apart = told(finding, known);
    const isDrift = isDifferent(apart) && isSame(finding, onNew.get(finding.fingerprint));
    return isDrift ? { ...apart, observedDrift: true as const } : apart;
  });
  const there = new Set(seen.map(({ fingerprint }) => fingerprint));
  // What was declared is wrong on the base's snapshot, and stays so whatever another snapshot says. Only that it names
  // what that one does not hold is no fault of it.
  const lost = [...introduced.values()].filter(
    ({ fingerprint, subject }) => !there.has(fingerprint) && !subject.startsWith("source:"),
  );
  return [...seen, ...lost];
}

/** What came of a finding: time alone makes none the work of the pull request. */
function told(finding: Finding, { base, due }: Known): Finding {
  const key = causeKey(finding, finding);
  const was = base.findings.get(finding.fingerprint);
  const before = due.findings.get(finding.fingerprint) ?? was;
  if (before === undefined && !base.causes.has(key) && !due.causes.has(key))
    return { ...finding, change: "introduced" };
  if (before === undefined || isSame(finding, before))
    return { ...finding, change: was || base.causes.has(key) ? "pre-existing" : "fallen-due" };
  return { ...finding, change: "changed", before: { severity: before.severity, reason: before.reason } };
}

function isDifferent({ change }: Finding): boolean {
  return change === "introduced" || change === "changed";
}

function isSame(finding: Finding, before: Finding | undefined): boolean {
  return before?.severity === finding.severity && before.reason === finding.reason;
}

/** Whether the report could say of the same object that nothing is wrong: what cannot be decided any more is not fixed. */
function isDecided(finding: Finding, { unknowns, notEvaluable }: Report): boolean {
  const { rule, app } = finding;
  return !isOpenCase(finding, unknowns) && !notEvaluable.some((entry) => entry.rule === rule && entry.app === app);
}

function countChanges(findings: readonly Finding[]) {
  const of = (wanted: Change) => findings.filter(({ change }) => change === wanted).length;
  return {
    introduced: of("introduced"),
    changed: of("changed"),
    fallenDue: of("fallen-due"),
    preExisting: of("pre-existing"),
    fixed: of("fixed"),
    observedDrift: findings.filter(({ observedDrift }) => observedDrift).length,
  };
}

function divide<T>(list: readonly T[], fits: (entry: T) => boolean): readonly [T[], T[]] {
  return [list.filter(fits), list.filter((entry) => !fits(entry))];
}
