import { counted } from "../../counted.ts";
import { safeText } from "../../report/safe-text.ts";
import type { LeaverPlace, LeaverRecord, LeaverReport, Mark } from "../leavers/leaver-report.ts";
import { verdictWords } from "../leavers/verdict-words.ts";

/** How each part of the report is written in one format. */
interface Writing {
  readonly title: (text: string) => string;
  readonly place: (verdict: string, app: string, why: string) => string;
  readonly record: (text: string) => string;
  readonly step: (number: number, text: string) => string;
  readonly mark: (mark: string, what: string, why: string) => string;
  readonly commands: (lines: readonly string[]) => string[];
  readonly item: (text: string) => string;
}

const plain: Writing = {
  title: (text) => text,
  place: (verdict, app, why) => `${verdict.padEnd(10)}  ${app}  ${why}`,
  record: (text) => `              ${text}`,
  step: (number, text) => `            ${number}. ${text}`,
  mark: (mark, what, why) => `  ${mark.padEnd(14)}  ${what}: ${why}`,
  commands: (lines) => lines.map((line) => `    ${line}`),
  item: (text) => `  ${text}`,
};

const markdown: Writing = {
  title: (text) => `## ${escaped(text)}`,
  place: (verdict, app, why) => `- **${verdict}** ${escaped(app)}: ${escaped(why)}`,
  record: (text) => `  - ${escaped(text)}`,
  step: (number, text) => `    ${number}. ${escaped(text)}`,
  mark: (mark, what, why) => `- **${mark}** ${escaped(what)}: ${escaped(why)}`,
  commands: (lines) => ["", "  ```", ...lines.map((line) => `  ${line}`), "  ```", ""],
  item: (text) => `- ${escaped(text)}`,
};

/** The report for a terminal or a ticket. */
export function leaverText(report: LeaverReport, format: "text" | "markdown"): string {
  const write = format === "text" ? plain : markdown;
  const { who, places, lines, handOver, leads, verdict } = report;
  const named = who.name === undefined ? who.id : `${who.name} (${who.id})`;
  const counts = (["in", "unknown", "out"] as const).map(
    (one) => `${places.filter((place) => place.verdict === one).length} ${verdictWords[one].toLowerCase()}`,
  );
  const found = [
    write.title(`${verdictWords[verdict]}  ${named}`),
    `${leftText(report)} Of ${counted(places.length, "place")}: ${counts.join(", ")}.`,
    "",
    ...(["in", "unknown", "out"] as const).flatMap((one) =>
      places.filter((place) => place.verdict === one).flatMap((place) => placeLines(place, write)),
    ),
    ...commandLines(report, write),
    ...markLines(report, write),
    ...section("Lines in Git that give them access: take these away first", lines, write),
    ...section(
      "To be handed over",
      handOver.map(({ kind, id, as, place }) => `${kind} ${id}: ${as}${place === undefined ? "" : `, ${place}`}`),
      write,
    ),
    ...section(
      "Accounts of nobody that resemble them (leads, no proof)",
      leads.map(({ account, why }) => `${account}: ${why}`),
      write,
    ),
  ];
  return `${found.map(safeText).join("\n")}\n`;
}

function leftText({ state, left, asOf }: LeaverReport): string {
  if (left) return `Gone ${left.text}, judged as of ${asOf}.`;
  if (state === "active") return `Nothing tells that they have left, judged as of ${asOf}; say when with --left.`;
  return `When they left is not known, judged as of ${asOf}; say it with --left.`;
}

function placeLines({ app, verdict, why, records, steps }: LeaverPlace, write: Writing): string[] {
  const told = verdict === "out" ? records.filter((record) => record.verdict === "rests") : records.filter(isOpen);
  return [
    write.place(verdictWords[verdict], app, why),
    ...told.map((record) => write.record(recordText(record))),
    ...steps.map((step, index) => write.step(index + 1, step)),
  ];
}

function isOpen({ verdict }: LeaverRecord): boolean {
  return verdict !== "out";
}

/** Apart from the steps, to be read before they are run, and with nothing beside them that would be copied too. */
function commandLines({ places }: LeaverReport, write: Writing): string[] {
  const told = places.flatMap(({ app, commands }) =>
    commands.flatMap(({ by, lines }) => [write.item(`${app}: ${by}`), ...write.commands(lines)]),
  );
  return told.length === 0 ? [] : ["", write.title("Commands for these steps; entitlint runs none of them"), ...told];
}

const markWords: Readonly<Record<Mark["mark"], string>> = {
  "still-there": "still there",
  "not-observable": "not observable",
  gone: "gone",
};

/** What an earlier run told to revoke: what is left comes first. */
function markLines({ since }: LeaverReport, write: Writing): string[] {
  if (!since) return [];
  const marks = (["still-there", "not-observable", "gone"] as const).flatMap((one) =>
    since.marks.filter(({ mark }) => mark === one),
  );
  const told = marks.map(({ mark, kind, id, name, why }) => {
    const called = name === undefined ? "" : ` (${name})`;
    return write.mark(markWords[mark], `${kind} ${id}${called}`, why);
  });
  const title = write.title(`What was to be revoked as of ${since.asOf}`);
  return ["", title, ...(told.length > 0 ? told : [write.item("nothing")])];
}

function recordText({ kind, id, name, why, as }: LeaverRecord): string {
  const called = name === undefined ? "" : ` (${name})`;
  return `${kind} ${id}${called} ${why}${as === undefined || as === "acts for them" ? "" : ` [${as}]`}`;
}

function section(title: string, items: readonly string[], write: Writing): string[] {
  return items.length === 0 ? [] : ["", write.title(title), ...items.map(write.item)];
}

/** Text that means nothing to Markdown. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>|#~]/g, "\\$&");
}
