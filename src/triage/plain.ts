import { counted } from "../counted.ts";
import type { Report } from "../model/report.ts";
import { safeText } from "../report/safe-text.ts";
import { table } from "../report/text/table.ts";
import { troublesOf } from "../report/verdict.ts";
import type { Grouping } from "./data/listing.ts";
import type { Sorting } from "./data/order.ts";
import { beginning } from "./model/begin.ts";
import type { Ground } from "./model/ground.ts";

/** One finding is one line, however long: so that other programs find it. */
const unlimited = Number.MAX_SAFE_INTEGER;

/** What a table shows. */
export interface PlainChoice {
  readonly filter?: string;
  readonly group: Grouping;
  readonly sort: Sorting;
}

/** The list as a table, for pipes, files, and whoever likes to read line by line. */
export function plainTable(
  { report, ground }: { readonly report: Report; readonly ground: Ground },
  { filter, group, sort }: PlainChoice,
): string {
  const size = { columns: 80, rows: 24 };
  const { data, listing } = beginning({ report, ground, size, filter, grouping: group, sorting: sort });
  const target = { columns: unlimited, colour: false, all: true, size: 0 };
  const heading = ["severity", "rule", "who", "in", "object", "standing", "owner", "fingerprint"];
  const row = (index: number) => {
    const { severity, rule, app, object, fingerprint } = data.at(index);
    return [
      severity,
      rule,
      data.who(index),
      app,
      object,
      data.standing(index),
      data.owner(index) || "nobody",
      fingerprint.slice(0, 12),
    ];
  };
  let text = troublesOf(report)
    .map((trouble) => `could not judge: ${safeText(trouble.text)}\n`)
    .join("");
  let rows: string[][] = [];
  const settle = () => {
    if (rows.length > 0) text += table(heading, rows, target, ["severity", "standing", "fingerprint"]);
    rows = [];
  };
  for (const line of listing.lines) {
    if (line >= 0) {
      rows.push(row(line));
      continue;
    }
    settle();
    const { name, count } = listing.groups[-1 - line] ?? { name: "", count: 0 };
    text += `\n${safeText(name)}  ${count}\n`;
  }
  settle();
  return `${text}${counted(listing.shown, "finding")} of ${data.count}\n`;
}
