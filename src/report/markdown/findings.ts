import { isDebt, isDue } from "../../model/gate.ts";
import type { Finding, Report } from "../../model/report.ts";
import { compareSeverity } from "../../model/severity.ts";
import { changeText, isNews, othersText } from "../comparison.ts";
import { groupBy } from "../group-by.ts";
import { placeText } from "../place-text.ts";
import { prose } from "../prose.ts";
import { baselineNote, debtsByOwner } from "../put-off.ts";
import type { ReportTarget } from "../reporter.ts";
import { safeMarkdown } from "../safe-text.ts";
import { shorten } from "../shorten.ts";
import { sharedSteps, stepsText } from "../steps-text.ts";
import type { Block, Section } from "./section.ts";

/** Findings shown of each rule and severity unless all are wanted. */
const shownPerGroup = 8;

const longestText = 500;

/** Sentences of a report, not endless ones. */
export function told(text: string): string {
  return prose(shorten(text, longestText));
}

/** Findings that somebody has to mend now by severity and rule, gravest first. */
export function findingSection(report: Report, target: ReportTarget): Section {
  const remediations = new Map(report.rules.map((rule) => [rule.id, rule.remediation]));
  const open = report.findings.filter(isDue);
  const shown = report.compared && !target.all ? open.filter(isNews) : open;
  const others = open.length - shown.length;
  const groups = groupBy(shown, ({ severity, rule }) => `${severity} ${rule}`);
  const sorted = [...groups.values()].sort(([a], [b]) =>
    a && b ? compareSeverity(b.severity, a.severity) || (a.rule < b.rule ? -1 : 1) : 0,
  );
  const blocks = sorted.flatMap((group, index) => groupBlocks(group, index > 0 ? "\n" : "", { remediations, target }));
  if (others > 0) blocks.push({ text: `${blocks.length > 0 ? "\n" : ""}${othersText(others)}.\n`, count: others });
  return { title: "Findings", blocks, entry: ["finding", "findings"], share: 0.75 };
}

function groupBlocks(
  group: readonly Finding[],
  gap: string,
  { remediations, target }: { remediations: ReadonlyMap<string, string>; target: ReportTarget },
): Block[] {
  const [first] = group;
  if (!first) return [];
  const heading = `#### ${first.severity}: ${safeMarkdown(shorten(first.rule, longestText))} (${group.length})`;
  const shared = sharedSteps(group);
  const steps = shared === undefined ? "" : ` ${told(shared)}`;
  const about = `${told(first.title)}.${steps} ${told(remediations.get(first.rule) ?? "")}`;
  const shown = target.all ? group : group.slice(0, shownPerGroup);
  const hidden = group.length - shown.length;
  const items = shown.map((finding) => ({ text: item(finding, shared === undefined), count: 1 }));
  const [start, ...others] = items;
  return [
    // A heading without a finding below it would say nothing.
    { text: `${gap}${heading}\n\n${about}\n\n${start?.text ?? ""}`, count: 1 },
    ...others,
    ...(hidden > 0 ? [{ text: `- … and ${hidden} more of this rule\n`, count: hidden }] : []),
  ];
}

function item(finding: Finding, tellsSteps: boolean): string {
  const { msg, name, place, causes, change, note } = finding;
  const more = [tellsSteps ? stepsText(finding) : undefined, baselineNote(finding)].flatMap((text) => text ?? []);
  const mark = change === undefined || change === "pre-existing" ? "" : `**${changeText(finding)}** `;
  const who = name === undefined ? "" : `${told(name)}: `;
  const because = causes.map((cause) => `  - because of ${told(cause.rule)}: ${told(cause.msg)}\n`);
  return `- ${mark}${who}${[msg, ...more].map(told).join(" ")} (${safeMarkdown(placeText(place))})\n${because.join("")}${noteItem(note)}`;
}

/** What somebody noted, as an item below that of its finding. */
function noteItem(note: string | undefined): string {
  return note === undefined ? "" : `  - note: ${told(note)}\n`;
}

/** Findings that a decision lets stand: never hidden, and no work. */
export function waivedSection({ findings }: Report): Section {
  const blocks = findings.flatMap(({ waiver, msg, severity, note }) =>
    waiver
      ? [
          {
            text: `- ${severity}: ${told(msg)} Until ${waiver.until}, by ${told(waiver.id)}: ${told(waiver.reason)}\n${noteItem(note)}`,
            count: 1,
          },
        ]
      : [],
  );
  return { title: "Waived", blocks, entry: ["waived finding", "waived findings"], share: 0.5 };
}

/** Findings that were there at the beginning, by who mends them; then each that is still put off. */
export function debtSection(report: Report): Section {
  const debts = debtsByOwner(report);
  const rows = debts.map(
    ({ owner, open, nextDue, due }) => `| ${safeMarkdown(owner)} | ${open} | ${nextDue ?? "-"} | ${due} |\n`,
  );
  const head = "| owner | put off | next due | counts again |\n| --- | ---: | --- | ---: |\n";
  const items = report.findings.filter(isDebt).flatMap(({ msg, severity, baseline, note }) =>
    baseline
      ? [
          {
            text: `- ${severity}: ${told(msg)} Until ${baseline.until}, by ${told(baseline.owner)}\n${noteItem(note)}`,
            count: 1,
          },
        ]
      : [],
  );
  const [first, ...others] = items;
  const burnDown = `${head}${rows.join("")}${first ? `\n${first.text}` : ""}`;
  const blocks = debts.length > 0 ? [{ text: burnDown, count: first ? 1 : 0 }, ...others] : [];
  return { title: "Known since the beginning", blocks, entry: ["known finding", "known findings"], share: 0.5 };
}
