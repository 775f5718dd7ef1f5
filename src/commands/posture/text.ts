import { counted } from "../../counted.ts";
import type { Arrivals, Posture, Ranked, Share, Shares } from "../../model/posture.ts";
import type { Report } from "../../model/report.ts";
import { qualityColumns, qualityRow } from "../../report/quality-text.ts";
import type { ReportTarget } from "../../report/reporter.ts";
import { shareText } from "../../report/share-text.ts";
import { paintFor, paragraph } from "../../report/text/paint.ts";
import { table } from "../../report/text/table.ts";
import type { CommandContext } from "../context.ts";

/** The posture for people at a terminal. */
export function* postureText(report: Report, { columns, colour }: CommandContext): Generator<string> {
  const { posture } = report;
  if (!posture) return;
  const target: ReportTarget = { columns, colour, all: true, size: 0 };
  const paint = paintFor(target);
  const head = (title: string) => `\n${paint.heading(title)}\n`;
  yield `${paint.heading("Posture")}  judged as of ${report.asOf}\n`;
  for (const line of summaryLines(posture)) yield paragraph(line, target, "  ");
  yield head("By application");
  yield table(
    ["app", "covered", "privileged", "traced", "reviewable", "linked", "status known"],
    [...posture.apps, ...(posture.apps.length > 1 ? [{ app: "all", ...posture.all }] : [])].map((app) => [
      app.app,
      ...sharesOf(app).map(shareText),
    ]),
    target,
  );
  if (report.quality) {
    yield head("How complete the records are");
    yield table(
      qualityColumns,
      report.quality.map((one) => qualityRow(one)),
      target,
    );
  }
  if (posture.arrivals) {
    yield head("From a change to its arrival");
    yield table(
      ["app", "change", "changes", "half within", "95 % within", "longest"],
      posture.arrivals.map(arrivalRow),
      target,
    );
  }
  if (posture.departures) {
    yield head("Departures that channels carried out by themselves");
    for (const { app, byItself } of posture.departures) yield paragraph(`${app}: ${shareText(byItself)}`, target, "  ");
  }
  yield* ranked("Who holds most", posture.fanOut.top, (value) => counted(value, "grant"));
  yield* ranked("Who could get in longest after leaving", posture.exposure.top, spanText);
  if (posture.controls.length > 0) {
    yield head("By control");
    const rows = posture.controls.map(({ control, findings, gravest }) => [control, findings, gravest]);
    yield table(["control", "findings", "gravest"], rows, target);
  }
  if (posture.blindSpots.length > 0) {
    yield head("Read, and looked at by no rule");
    for (const { system, kind, fields } of posture.blindSpots)
      yield paragraph(`${system} ${kind}: ${fields.length > 0 ? fields.join(", ") : "all of it"}`, target, "  ");
  }

  function* ranked(title: string, entries: readonly Ranked[], text: (value: number) => string): Generator<string> {
    if (entries.length === 0) return;
    yield head(title);
    for (const { subject, name, value } of entries)
      yield paragraph(`${text(value)}  ${name ? `${name} (${subject})` : subject}`, target, "  ");
  }
}

function sharesOf({ covered, coveredPrivileged, traced, reviewable, linked, statusKnown }: Shares): Share[] {
  return [covered, coveredPrivileged, traced, reviewable, linked, statusKnown];
}

function arrivalRow({ app, change, measured, p50, p95, longest }: Arrivals) {
  return [app, change, measured, ...[p50, p95, longest].map(spanText)];
}

function summaryLines(posture: Posture): string[] {
  const { people, machines, unclassified, fanOut, stillHolding, leaversRevoked, exposure, owned, scores } = posture;
  const ratio = people > 0 ? `, ${(machines / people).toFixed(2)} machines for each person` : "";
  const open = unclassified > 0 ? `, ${unclassified} of which nothing tells which they are` : "";
  return [
    `${counted(people, "person", "people")} and ${counted(machines, "machine")}${ratio}${open}`,
    `Who has anything holds ${counted(fanOut.median, "grant")} in the middle and ${fanOut.most} at most`,
    `Still held by those who have gone, or on accounts that are off: ${counted(stillHolding.grants, "grant")}, ${counted(stillHolding.subjects, "person or machine", "people or machines")}`,
    `Leavers whose keys are all revoked: ${shareText(leaversRevoked)}`,
    `Time in which leavers could still get in: ${exposure.atLeast ? "at least " : ""}${spanText(exposure.seconds)}, ${counted(exposure.subjects, "person or machine", "people or machines")}`,
    `Machines that somebody answers for: ${shareText(owned)}`,
    `Scores: traceability ${scoreText(scores.traceability)}, ownership ${scoreText(scores.ownership)}, reviewability ${scoreText(scores.reviewability)}`,
  ];
}

function scoreText(score: number | undefined): string {
  return score === undefined ? "–" : `${score} %`;
}

/** Days and hours; below an hour, minutes; below a minute, seconds. */
function spanText(seconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(seconds / 86_400),
    Math.floor(seconds / 3600) % 24,
    Math.floor(seconds / 60),
  ];
  if (days > 0) return hours > 0 ? `${days} d ${hours} h` : `${days} d`;
  if (seconds > 0 && seconds < 60) return `${seconds} s`;
  return seconds >= 3600 ? `${hours} h` : `${minutes} min`;
}
