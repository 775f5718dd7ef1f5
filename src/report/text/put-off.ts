import { counted } from "../../counted.ts";
import { isDebt } from "../../model/gate.ts";
import type { Finding, Report } from "../../model/report.ts";
import { debtsByOwner, goneNotes } from "../put-off.ts";
import type { ReportTarget } from "../reporter.ts";
import { type Paint, paragraph } from "./paint.ts";
import { table } from "./table.ts";

/** Findings shown of a section unless all are wanted. */
const shownOfSection = 8;

/** What decisions let stand: waived findings, and those that were there at the beginning, by who mends them. */
export function* putOffLines(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  yield* waivedLines(report, target, paint);
  yield* debtLines(report, target, paint);
  yield* staleNoteLines(report, target);
}

/** Notes whose finding is gone harm nobody: who reads everything is told of them. */
function* staleNoteLines(report: Report, target: ReportTarget): Generator<string> {
  const { notes } = report;
  if (!target.all || !notes || notes.stale.length === 0) return;
  const are = notes.stale.length === 1 ? "is about a finding that is" : "are about findings that are";
  const they = notes.stale.length === 1 ? "it" : "them";
  const text = `${counted(notes.stale.length, "note")} of ${notes.entries} ${are} gone: \`entitlint notes prune\` takes ${they} out.`;
  yield `\n${paragraph(text, target)}`;
  for (const note of goneNotes(report)) yield paragraph(note, target, "  - ");
}

function* waivedLines({ findings }: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const waived = findings.filter(({ waiver }) => waiver !== undefined);
  if (waived.length === 0) return;
  yield `\n${paint.heading("Waived")}  ${waived.length}\n`;
  yield* entries(waived, target, ({ severity, rule, msg, waiver }) => [
    `${severity} ${rule}: ${msg}`,
    `until ${waiver?.until} by ${waiver?.id} (${waiver?.owner}): ${waiver?.reason}`,
  ]);
}

function* debtLines(report: Report, target: ReportTarget, paint: Paint): Generator<string> {
  const debts = debtsByOwner(report);
  if (debts.length === 0) return;
  const open = report.findings.filter(isDebt);
  yield `\n${paint.heading("Known since the beginning")}  ${open.length} still put off\n`;
  const rows = debts.map(({ owner, open: left, nextDue, due }) => [owner, left, nextDue ?? "-", due]);
  yield table(["owner", "put off", "next due", "counts again"], rows, target, ["next due"]);
  yield* entries(open, target, ({ severity, rule, msg, baseline }) => [
    `${severity} ${rule}: ${msg}`,
    `until ${baseline?.until}: ${baseline?.owner}`,
  ]);
}

function* entries(
  findings: readonly Finding[],
  target: ReportTarget,
  lines: (finding: Finding) => readonly [what: string, why: string],
): Generator<string> {
  const shown = target.all ? findings : findings.slice(0, shownOfSection);
  for (const finding of shown) {
    const [what, why] = lines(finding);
    yield paragraph(what, target, "  - ");
    yield paragraph(why, target, "    ");
    if (target.all)
      for (const { rule, msg } of finding.causes) yield paragraph(`${rule}: ${msg}`, target, "    because ");
    if (finding.note !== undefined) yield paragraph(finding.note, target, "    note: ");
  }
  const hidden = findings.length - shown.length;
  if (hidden > 0) yield `    … and ${hidden} more (--all shows them)\n`;
}
