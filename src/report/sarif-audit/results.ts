import { counted } from "../../counted.ts";
import type { Finding, Report, RuleCount, Unknown } from "../../model/report.ts";
import { homeOf } from "../home.ts";
import { safeText } from "../safe-text.ts";
import { longestMessage } from "../sarif/alerts.ts";
import { levels } from "../sarif/grades.ts";
import { locationOf } from "../sarif/location.ts";
import { sarifText } from "../sarif/texts.ts";
import { isJudged, nothingText } from "../verdict.ts";
import { wholeText } from "../whole-text.ts";
import { Standing } from "./standing.ts";

type RuleReference = (rule: string) => { readonly ruleId: string; readonly ruleIndex?: number };

/**
 * Everything that the rules said, by SARIF's own kinds: `fail` for a violation, `open` where a fact was missing, `pass`
 * where all that a rule examined in an application is in order and the run could judge, `notApplicable` where nothing was put before it.
 */
export function* resultsOf(report: Report, refer: RuleReference): Generator<object> {
  const standing = new Standing(report.findings);
  for (const finding of report.findings) yield failed(finding, refer, standing);
  for (const unknown of report.unknowns) yield undecided(unknown, refer, standing);
  const rest = standing.of({});
  const locations = [locationOf(homeOf(report))];
  for (const count of report.counts) {
    if (count.violating + count.unknown > 0) continue;
    yield { ...refer(count.rule), ...passed(count, report), locations, ...rest };
  }
  if (!isJudged(report)) return;
  const asked = new Set([...report.counts, ...report.notEvaluable].map(({ rule }) => rule));
  for (const { id, off } of report.rules) {
    if (off || asked.has(id)) continue;
    const message = { text: sarifText(`${id} examined nothing: there is nothing of its kind.`, longestMessage) };
    yield { ...refer(id), kind: "notApplicable", level: "none", message, locations, ...rest };
  }
}

function failed(finding: Finding, refer: RuleReference, standing: Standing): object {
  const { rule, fingerprint, severity, reason, place, causes, baseline, steps, note } = finding;
  const known = baseline && { baseline: { ...baseline, owner: safeText(baseline.owner) } };
  const told = steps?.map((step) => ({ ...step, why: safeText(step.why) }));
  const noted = note === undefined ? {} : { note: safeText(note) };
  const graded = { severity, ...(told && { steps: told }), reason: safeText(reason) };
  const properties = { ...graded, ...idsOf(finding), ...known, ...noted };
  return {
    ...refer(rule),
    ...{ kind: "fail", level: levels[severity] },
    message: { text: sarifText(wholeText(finding), longestMessage) },
    locations: [locationOf(place)],
    fingerprints: { "entitlint/v1": fingerprint },
    ...standing.of(finding),
    properties: causes.length > 0 ? { ...properties, causes: causes.map((cause) => safeText(cause.rule)) } : properties,
  };
}

function undecided(unknown: Unknown, refer: RuleReference, standing: Standing): object {
  const { rule, msg, reason, place, count } = unknown;
  return {
    ...refer(rule),
    ...{ kind: "open", level: "none" },
    message: { text: sarifText(wholeText({ msg, place, causes: [] }), longestMessage) },
    locations: [locationOf(place)],
    ...(count !== undefined && { occurrenceCount: count }),
    ...standing.of({}),
    properties: { reason: safeText(reason), ...idsOf(unknown) },
  };
}

function passed({ app, examines, examined }: RuleCount, report: Report) {
  const many = examines === "identity" ? "identities" : `${examines}s`;
  const all = `${counted(examined, examines, many)} of ${app} examined`;
  const text = isJudged(report) ? `${all}, and nothing found.` : `${all}. ${nothingText(report)}`;
  return {
    ...{ kind: isJudged(report) ? "pass" : "open", level: "none" },
    message: { text: sarifText(text, longestMessage) },
    properties: { app: safeText(app), examines, examined },
  };
}

/** The ids that a finding rests on, so that an auditor can follow them into the snapshot. */
function idsOf({ app, object, subject, identity, account, grant, credential }: Unknown | Finding) {
  const ids = Object.entries({ app, object, subject, identity, account, grant, credential });
  return Object.fromEntries(ids.flatMap(([name, id]) => (id === undefined ? [] : [[name, safeText(id)]])));
}
