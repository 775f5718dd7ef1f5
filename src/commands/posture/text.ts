import { counted } from "../../counted.ts";
import type { Ranked } from "../../model/posture.ts";
import type { Report } from "../../model/report.ts";
import {
  arrivalColumns,
  arrivalRow,
  blindSpotText,
  postureLines,
  shareColumns,
  sharesOf,
  spanText,
} from "../../report/posture-text.ts";
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
  for (const line of postureLines(posture)) yield paragraph(line, target, "  ");
  yield head("By application");
  yield table(
    ["app", ...shareColumns],
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
    yield table(arrivalColumns, posture.arrivals.map(arrivalRow), target);
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
    for (const spot of posture.blindSpots) yield paragraph(blindSpotText(spot), target, "  ");
  }

  function* ranked(title: string, entries: readonly Ranked[], text: (value: number) => string): Generator<string> {
    if (entries.length === 0) return;
    yield head(title);
    for (const { subject, name, value } of entries)
      yield paragraph(`${text(value)}  ${name ? `${name} (${subject})` : subject}`, target, "  ");
  }
}
