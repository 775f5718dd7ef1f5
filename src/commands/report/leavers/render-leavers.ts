import { counted } from "../../../counted.ts";
import { cell } from "../../../report/csv/cell.ts";
import { safeText } from "../../../report/safe-text.ts";
import { verdictWords } from "../../leavers/verdict-words.ts";
import type { LeaverRow, LeaversReport } from "./leavers-report.ts";

/** For people who read it from top to bottom. */
export function leaversText({ asOf, from, to, digests, leavers, undated }: LeaversReport): string {
  const span = [from && `from ${from}`, to && `to ${to}`].filter(Boolean).join(" ");
  const lines = [
    `${counted(leavers.length, "person", "people")} left${span === "" ? "" : ` ${span}`}, judged as of ${asOf}`,
    ...leavers.flatMap(({ id, name, left, places }) => [
      "",
      `${name === undefined ? id : `${name} (${id})`}  gone ${left.text}`,
      ...places.map(
        (place) => `  ${verdictWords[place.verdict].padEnd(10)}  ${place.app}  ${place.why}${seenText(place)}`,
      ),
    ]),
    ...(undated.length > 0 ? ["", "Gone, and nobody knows since when", ...undated.map((id) => `  ${id}`)] : []),
    "",
    "Rests on",
    ...Object.entries(digests).map(([what, digest]) => `  ${what.padEnd(8)}  ${digest}`),
  ];
  return `${lines.map(safeText).join("\n")}\n`;
}

function seenText({ firstSeenOff }: LeaverRow): string {
  return firstSeenOff === undefined ? "" : `, off since the reading of ${firstSeenOff} at the latest`;
}

const columns = [
  "id",
  "name",
  "left",
  "app",
  "verdict",
  "why",
  "read_at",
  "first_seen_off",
  "as_of",
  "snapshot",
  "policies",
  "access",
  "config",
];

/** For spreadsheets and evidence: a row for each person and place, with the digests of what it rests on. */
export function leaversCsv({ asOf, digests, leavers, undated }: LeaversReport): string {
  const evidence = [asOf, digests.snapshot ?? "", digests.policies, digests.access, digests.config];
  const rows = [
    ...leavers.flatMap(({ id, name = "", left, places }) =>
      places.map(({ app, verdict, why, readAt = "", firstSeenOff = "" }) => [
        ...[id, name, left.text, app, verdictWords[verdict], why, readAt, firstSeenOff],
        ...evidence,
      ]),
    ),
    ...undated.map((id) => [id, "", "nobody knows when", "", verdictWords.unknown, "", "", "", ...evidence]),
  ];
  return [columns, ...rows].map((row) => `${row.map((value) => cell(value)).join(",")}\r\n`).join("");
}
