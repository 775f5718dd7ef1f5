import { counted } from "../../counted.ts";
import { isDebt, isDue } from "../../model/gate.ts";
import type { Report } from "../../model/report.ts";
import { severities } from "../../model/severity.ts";
import { idleRules, silenceCount, silentRule } from "../blind-text.ts";
import { comparedText } from "../comparison.ts";
import { groupBy } from "../group-by.ts";
import { goneNotes } from "../put-off.ts";
import type { Reporter, ReportTarget } from "../reporter.ts";
import { safeMarkdown } from "../safe-text.ts";
import { casesIn, exitMeaning, headline, troublesOf } from "../verdict.ts";
import { fixedSection, impactSection } from "./comparison.ts";
import { debtSection, findingSection, told, waivedSection } from "./findings.ts";
import { qualitySection } from "./quality.ts";
import { fitted, type Section, size } from "./section.ts";

/** A summary for people, for job summaries, comments and tickets; never larger than it may be. */
export const markdown: Reporter = {
  name: "markdown",
  title: "Markdown for job summaries and comments, never larger than --markdown-size",
  render: (report, target) => [summary(report, target)],
};

function summary(report: Report, target: ReportTarget): string {
  const head = `## ${headline(report)}\n\n${factLines(report)}\n\n`;
  const foot = `${digestLine(report)}\n`;
  let room = target.size - size(head) - size(foot);
  let body = "";
  for (const section of sectionsOf(report, target)) {
    const text = fitted(section, Math.floor(room * section.share));
    body += text;
    room -= size(text);
  }
  return `${head}${body}${foot}`;
}

/** What was found and how much was looked at, in two lines. */
export function factLines(report: Report): string {
  const { population, findings } = report;
  const open = findings.filter(isDue);
  const bySeverity = severities.toReversed().flatMap((severity) => {
    const count = open.filter((finding) => finding.severity === severity).length;
    return count > 0 ? [`${count} ${severity}`] : [];
  });
  const waived = findings.filter(({ waiver }) => waiver !== undefined).length;
  const debts = findings.filter(isDebt).length;
  const compared = comparedText(report);
  const changes = [...groupBy(compared ? [] : findings, ({ change }) => change ?? "")].flatMap(([change, of]) =>
    change === "" ? [] : [`${of.length} ${change}`],
  );
  const counts = [
    bySeverity.length > 0 ? bySeverity.join(", ") : "no findings",
    ...(changes.length > 0 ? [changes.join(", ")] : []),
    ...(waived > 0 ? [`${waived} waived`] : []),
    ...(debts > 0 ? [`${debts} known and put off`] : []),
    `${casesIn(report.unknowns)} undecided`,
    silenceCount(report),
  ];
  const examined = [
    counted(population.subjects, "subject"),
    counted(population.accounts, "account"),
    counted(population.grants, "grant"),
    counted(population.credentials, "credential"),
  ];
  return [
    `**${counts.join("; ")}**`,
    ...(compared === undefined ? [] : [told(compared)]),
    `Exit code ${report.exitCode}, ${exitMeaning(report)}, as of ${report.asOf}: ${examined.join(", ")}.`,
  ].join("\n\n");
}

function sectionsOf(report: Report, target: ReportTarget): Section[] {
  return [
    list(
      "Could not judge",
      troublesOf(report).map(({ text }) => text),
      ["obstacle", "obstacles"],
      0.5,
    ),
    list(
      "Read this first",
      report.notices.map(({ text }) => text),
      ["notice", "notices"],
      0.25,
    ),
    findingSection(report, target),
    ...(report.impact ? [impactSection(report.impact)] : []),
    fixedSection(report),
    list(
      "Could not be decided",
      report.unknowns.map(({ rule, msg }) => `${rule}: ${msg}`),
      ["entry", "entries"],
      0.4,
    ),
    list("Not evaluable", blindTexts(report), ["cause", "causes"], 0.5),
    list("Nothing to examine", idleTexts(report), ["entry", "entries"], 0.4),
    waivedSection(report),
    debtSection(report),
    // They harm nobody: who reads everything is told of them.
    list("Notes whose finding is gone", target.all ? goneNotes(report) : [], ["note", "notes"], 0.25),
    examinedSection(report, target),
    qualitySection(report, target),
  ];
}

/** A section of sentences. */
export function list(title: string, texts: readonly string[], entry: Section["entry"], share: number): Section {
  return { title, entry, share, blocks: texts.map((text) => ({ text: `- ${told(text)}\n`, count: 1 })) };
}

/** Why rules could not be asked; one cause often blinds several. */
export function blindTexts({ notEvaluable }: Report): string[] {
  return [...groupBy(notEvaluable, ({ text }) => text)].map(
    ([text, entries]) => `${text}: ${[...new Set(entries.map(silentRule))].join(", ")}`,
  );
}

/** Rules that nothing was put before have not passed. */
function idleTexts(report: Report): string[] {
  const rules = idleRules(report);
  return rules.length > 0 ? [`nothing of the sort is there: ${rules.join(", ")}`] : [];
}

function examinedSection({ counts }: Report, target: ReportTarget): Section {
  const shown = counts.filter(({ violating, unknown }) => target.all || violating + unknown > 0);
  const [first, ...others] = shown.map(
    ({ rule, app, examined, violating, unknown }) =>
      `| ${safeMarkdown(rule)} | ${safeMarkdown(app)} | ${examined} | ${violating} | ${unknown} |\n`,
  );
  const head = "| rule | in | examined | violating | undecided |\n| --- | --- | ---: | ---: | ---: |\n";
  const texts = first === undefined ? [] : [head + first, ...others];
  const left = counts.length - shown.length;
  const rest =
    shown.length > 0 && left > 0
      ? [{ text: `\n${counted(left, "more row")} in which nothing was found.\n`, count: 0 }]
      : [];
  const blocks = [...texts.map((text) => ({ text, count: 1 })), ...rest];
  return { title: "Examined", entry: ["row", "rows"], share: 1, blocks };
}

/** Which version judged what, by their digests. */
export function digestLine({ digests, tool }: Report): string {
  const named = Object.entries(digests).map(([name, digest]) => `${name} ${safeMarkdown(String(digest).slice(0, 12))}`);
  return [`entitlint ${safeMarkdown(tool.version.slice(0, 40))}`, ...named].join(", ");
}
