import { type ExitCode, exitCodes } from "../exit-codes.ts";
import type { BaselineEntry } from "../model/declared/baseline.ts";
import type { DeclaredNote } from "../model/declared/note.ts";
import type { DeclaredAt } from "../model/document.ts";
import type { PartBlindness } from "../model/estate.ts";
import type { Evaluation } from "../model/evaluation.ts";
import { isGated } from "../model/gate.ts";
import type { SourceQuality } from "../model/quality.ts";
import type { Notice, Obstacle, Report, ReportPlace } from "../model/report.ts";
import type { Severity } from "../model/severity.ts";
import type { UnreadSource } from "./absent.ts";
import { applyBaseline } from "./apply-baseline.ts";
import { applyNotes } from "./apply-notes.ts";
import type { FieldsRead } from "./blind-spots.ts";
import type { SystemsOf } from "./count-distinct.ts";
import { countRules, type Denominators } from "./counts.ts";
import type { HomeOf } from "./document-home.ts";
import { failureObstacles } from "./failure-obstacles.ts";
import type { JudgedWaivers } from "./judge-waivers.ts";
import { missingVerdicts } from "./missing-verdicts.ts";
import { makeNotices } from "./notices.ts";
import { by, noticeOrder, sortFindings } from "./order.ts";
import { type CountedFigures, makePosture } from "./posture.ts";
import type { JudgedRules, SettledFinding, SettledUnknown } from "./settle.ts";
import { settleEvaluation } from "./settle-evaluation.ts";
import { gatherShared } from "./shared-unknowns.ts";
import { type Blind, notEvaluable, silentPlaces } from "./silences.ts";

/** All that a report is made from. */
export interface Judgement {
  readonly toolVersion: string;
  readonly asOf: string;
  readonly failOn: Severity;
  readonly digests: Report["digests"];
  readonly files: Report["files"];
  readonly rules: JudgedRules;
  readonly evaluation: Evaluation;
  readonly blind: Blind;
  readonly partlyBlind: readonly PartBlindness[];
  readonly examined: Denominators & { total(what: "subject" | "machine" | "account" | "grant" | "credential"): number };
  readonly sources: Report["sources"];
  /** Sources that the config names and that could not be read; absent where there are none. */
  readonly unread?: readonly UnreadSource[] | undefined;
  /** What was counted of the whole estate, and what was read of it: for the posture. */
  readonly counted: CountedFigures;
  readonly fieldsRead: FieldsRead;
  /** How complete the records are that were read. */
  readonly quality?: readonly SourceQuality[] | undefined;
  /** Obstacles found before judging: altered files, missing sources. */
  readonly obstacles: readonly Obstacle[];
  readonly notices: readonly Notice[];
  readonly homeOf: HomeOf;
  readonly systemsOf: SystemsOf;
  /** The waivers as they were judged; absent where there are none. */
  readonly waivers?: JudgedWaivers | undefined;
  /** The findings that were there at the beginning; absent where there are none. */
  readonly baseline?: readonly BaselineEntry[] | undefined;
  /** What people want to be known of findings; absent where there is nothing. */
  readonly notes?: readonly DeclaredNote[] | undefined;
  /** What people call a subject; undefined where the id must do. */
  readonly nameOf: (subject: string) => string | undefined;
  /** Where Git declares an object, for findings about declared access. */
  readonly declaredAt: (finding: SettledUnknown) => DeclaredAt | undefined;
  /** Where in the repository to look. */
  readonly placeOf: (finding: SettledUnknown) => ReportPlace;
}

/** Makes the report: verdicts, denominators, obstacles, exit code. Sorted, so that the same input gives the same bytes. */
export function judge(judgement: Judgement): Report {
  const { rules, examined } = judgement;
  const places = new Set([...examined.apps, ...judgement.sources.map(({ system }) => system)]);
  const settled = settleEvaluation(judgement.evaluation, { rules, places, homeOf: judgement.homeOf });
  const { evaluation, asCause, unknowns } = settled;
  const { counts, excesses } = countRules(
    rules,
    { blind: judgement.blind, silent: silentPlaces(judgement.partlyBlind) },
    examined,
    {
      findings: settled.findings,
      asCause,
      unknowns,
      failures: evaluation.failures,
      systemsOf: judgement.systemsOf,
      homeOf: judgement.homeOf,
    },
  );
  const blind = notEvaluable(rules, judgement.blind, judgement.partlyBlind, [
    ...settled.findings,
    ...asCause,
    ...unknowns,
  ]);
  // What is found of people or machines as a whole counts in all their systems, and is told of in one.
  const named = new Set([...settled.findings, ...asCause].map(({ rule, app }) => `${rule} ${app}`));
  const ofNamed = counts.filter(({ rule, app }) => named.has(`${rule} ${app}`));
  const obstacles = [
    ...judgement.obstacles,
    ...failureObstacles(evaluation.failures),
    ...missingVerdicts(judgement, counts, blind),
  ];
  const ground = {
    ...{ rules, places, asOf: judgement.asOf, unknowns, asCause, obstacles, blind },
    ...{ sources: judgement.sources, unread: judgement.unread ?? [] },
  };
  const decided = applyBaseline(waivedIn(settled.findings, judgement), {
    ...ground,
    entries: judgement.baseline ?? [],
  });
  const { baseline, notices } = decided;
  const { findings, notes } = applyNotes(decided.findings, judgement.notes ?? [], ground);
  const placedFindings = sortFindings(findings.map((finding) => placed(finding, judgement)));
  const isWhole = ![...rules.values()].some(({ unasked }) => unasked);
  const waivers = (judgement.waivers?.waivers ?? []).filter(({ rule }) => !rules.get(rule)?.unasked);
  return {
    version: 1,
    tool: { name: "entitlint", version: judgement.toolVersion },
    asOf: judgement.asOf,
    gate: { failOn: judgement.failOn },
    exitCode: exitCodeOf(findings, obstacles, judgement.failOn),
    digests: judgement.digests,
    files: judgement.files,
    population: {
      subjects: examined.total("subject"),
      machines: examined.total("machine"),
      accounts: examined.total("account"),
      grants: examined.total("grant"),
      credentials: examined.total("credential"),
      documents: evaluation.documents,
    },
    sources: [...judgement.sources].sort(by((source) => [source.system, String(source.declares)])),
    obstacles: obstacles.sort(by((entry) => [entry.code, entry.source ?? "", entry.rule ?? "", entry.text])),
    notices: [...judgement.notices, ...notices, ...makeNotices(ofNamed, blind, excesses, judgement.sources)].sort(
      noticeOrder,
    ),
    findings: placedFindings,
    unknowns: gatherShared(unknowns, rules)
      .map((unknown) => placed(unknown, judgement))
      .sort(by((entry) => [entry.rule, entry.app, entry.object, entry.account ?? "", entry.reason])),
    rules: [...rules.values()]
      .filter(({ unasked }) => !unasked)
      .map(({ rule, level, off }) => ({
        id: rule.id,
        title: rule.title,
        description: rule.description,
        severity: level ?? rule.severity,
        remediation: rule.remediation,
        controls: rule.controls,
        ...(off && { off: true as const }),
      }))
      .sort(by((rule) => [rule.id])),
    ...(waivers.length > 0 && { waivers }),
    ...(baseline.entries > 0 && { baseline }),
    ...(notes.entries > 0 && { notes }),
    counts: counts.sort(by((count) => [count.rule, count.app])),
    notEvaluable: blind.sort(by((entry) => [entry.rule, entry.app, entry.reasons?.[0] ?? ""])),
    ...(judgement.quality && judgement.quality.length > 0 && { quality: [...judgement.quality] }),
    // Some of its figures count findings, of rules that were not asked too.
    ...(isWhole && {
      posture: makePosture({
        ...judgement,
        figures: evaluation.figures,
        findings: placedFindings,
        rules: [...rules.values()].filter(({ off }) => !off).map(({ rule }) => rule),
      }),
    }),
  };
}

function waivedIn(findings: readonly SettledFinding[], { waivers }: Judgement): SettledFinding[] {
  return findings.map((finding) => {
    const waiver = waivers?.waived.get(finding.fingerprint);
    return waiver ? { ...finding, waiver } : finding;
  });
}

function placed<T extends SettledUnknown>(finding: T, judgement: Judgement): T & { place: ReportPlace } {
  const declared = judgement.declaredAt(finding);
  const name = judgement.nameOf(finding.subject);
  const place = judgement.placeOf(finding);
  return { ...finding, ...(name !== undefined && { name }), ...(declared && { declared }), place };
}

function exitCodeOf(findings: readonly SettledFinding[], obstacles: readonly Obstacle[], failOn: Severity): ExitCode {
  if (obstacles.length > 0) return exitCodes.cannotJudge;
  return findings.some((finding) => isGated(finding, { gate: { failOn } })) ? exitCodes.violations : exitCodes.clean;
}
