import { placeNote, placeText } from "../../report/place-text.ts";
import { baselineNote } from "../../report/put-off.ts";
import { safeText } from "../../report/safe-text.ts";
import { stepText } from "../../report/steps-text.ts";
import type { FindingExplanation, PathStep } from "./explain-finding.ts";
import type { ExplainedRecord } from "./explanation.ts";
import type { LocatedRecord } from "./locate-record.ts";
import { keyLines, recordLines } from "./render.ts";

/** The explanation of a finding as lines for a terminal. */
export function findingText(explanation: FindingExplanation): string {
  const { finding, rule, path, records } = explanation;
  const { severity, rule: id, title, msg, reason, place, declared, causes, steps = [], object } = finding;
  const { note, fingerprint } = finding;
  const aside = placeNote(place);
  const declaredLine = declared ? [`declared at ${placeText(declared)}`] : [];
  const lines = [
    `${severity.toUpperCase()}  ${id}  ${title}`,
    "",
    msg,
    ...section("Why", indented([rule.description.trim().replaceAll(/\s+/gu, " "), `reason: ${reason}`])),
    ...section("Path", indented(path.map(stepLine))),
    ...section("Keys that linked it", records.filter(isLinked).flatMap(keysOf)),
    ...section("Records", records.flatMap(recordLines)),
    ...section("Severity", indented(steps.length > 0 ? steps.map(stepText) : [`${severity}, as the rule has it`])),
    ...section("Because of", indented(causes.map((cause) => `${cause.rule}: ${cause.msg}`))),
    ...section("Where", indented([placeText(place), ...declaredLine, ...(aside === undefined ? [] : [aside])])),
    ...section("Decided", indented(decided(explanation))),
    ...section("Note", indented(note === undefined ? [] : [note])),
    ...section("What to do", indented([rule.remediation.trim().replaceAll(/\s+/gu, " ")])),
    ...section("Controls", indented(rule.controls.length > 0 ? [rule.controls.join(", ")] : [])),
    ...section("Ids", indented([object, fingerprint])),
  ];
  return `${lines.map(safeText).join("\n")}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  const told = lines.filter((line) => line.trim() !== "");
  return told.length === 0 ? [] : ["", title, ...told];
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}

function stepLine({ id, note }: PathStep, depth: number): string {
  return `${depth === 0 ? "" : `${"   ".repeat(depth - 1)}└─ `}${id}${note === undefined ? "" : `  ${note}`}`;
}

function isLinked(record: ExplainedRecord | LocatedRecord): record is ExplainedRecord {
  return "link" in record && (record.trials.length > 0 || record.candidates.length > 1);
}

function keysOf(record: ExplainedRecord): string[] {
  return [`  ${record.id}: ${record.link}`, ...keyLines(record)];
}

/** What lets it stand, or does so no more. */
function decided({ finding, waiver }: FindingExplanation): string[] {
  const { baseline } = finding;
  return [
    ...(finding.waiver
      ? [
          `waived by ${finding.waiver.id} until ${finding.waiver.until}, ${finding.waiver.owner}: ${finding.waiver.reason}`,
        ]
      : []),
    ...(waiver
      ? [
          `state: ${waiver.state}, approved by ${waiver.approver}`,
          ...(waiver.control ? [`instead: ${waiver.control}`] : []),
        ]
      : []),
    ...(baseline ? [baselineNote({ baseline }) ?? `put off until ${baseline.until}: ${baseline.owner} mends it`] : []),
    ...(!finding.waiver && !baseline ? ["no waiver and no entry of the baseline"] : []),
  ];
}
