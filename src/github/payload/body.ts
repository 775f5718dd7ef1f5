import type { Finding, Report } from "../../model/report.ts";
import { impactSection } from "../../report/markdown/comparison.ts";
import { findingSection, told, waivedSection } from "../../report/markdown/findings.ts";
import { blindTexts, digestLine, factLines, list } from "../../report/markdown/index.ts";
import { fitted, type Section, size } from "../../report/markdown/section.ts";
import { headline, troublesOf } from "../../report/verdict.ts";

/** Sections that are read by whoever asks, and folded for all others. */
interface Part {
  readonly section: Section;
  readonly isFolded?: true;
}

/** How the parts of a comparison are called, in the order in which they are read. */
const titles = {
  introduced: "Introduced here",
  changed: "Changed here",
  "fallen-due": "Fallen due by time alone",
  fixed: "Fixed here",
  "pre-existing": "There before",
} as const satisfies Record<NonNullable<Finding["change"]>, string>;

/** Entries shown of what could not be judged; the report has them all. */
const shownUndecided = 5;

/**
 * What a check, a comment, an issue and a job summary say, in Markdown of at most so many bytes: first what was not judged,
 * then what was found, told apart by what this change has to do with it, and last what is allowed to stand.
 */
export function bodyOf(
  report: Report,
  { size: most, more = "" }: { readonly size: number; readonly more?: string },
): string {
  const head = `## ${headline(report)}\n\n${factLines(report)}\n\n`;
  const foot = `${more}${digestLine(report)}\n`;
  let room = most - size(head) - size(foot);
  let body = "";
  for (const part of partsOf(report, most)) {
    const text = shown(part, Math.floor(room * part.section.share));
    body += text;
    room -= size(text);
  }
  return `${head}${body}${foot}`;
}

function partsOf(report: Report, most: number): Part[] {
  return [
    {
      section: list(
        "Could not judge",
        troublesOf(report).map(({ text }) => text),
        ["obstacle", "obstacles"],
        0.5,
      ),
    },
    { section: undecidedSection(report) },
    {
      section: list(
        "Read this first",
        report.notices.map(({ text }) => text),
        ["notice", "notices"],
        0.2,
      ),
    },
    ...findingParts(report, most),
    ...(report.impact ? [{ section: impactSection(report.impact) }] : []),
    { section: waivedSection(report), isFolded: true },
  ];
}

/** Not one by one: what could not be decided is seldom what a reader of a pull request can mend. */
function undecidedSection(report: Report): Section {
  const texts = [...report.unknowns.map(({ rule, msg }) => `${rule}: ${msg}`), ...blindTexts(report)];
  const first = list("Not judged, and no pass", texts.slice(0, shownUndecided), ["cause", "causes"], 0.2);
  const rest = texts.length - shownUndecided;
  const hint = { text: `- … and ${rest} more in the report\n`, count: rest };
  return rest > 0 ? { ...first, blocks: [...first.blocks, hint] } : first;
}

function findingParts(report: Report, most: number): Part[] {
  const target = { columns: 100, colour: false, all: false, size: most };
  const of = (findings: readonly Finding[]) => findingSection({ ...report, findings: [...findings] }, target);
  const isCompared = report.findings.some(({ change }) => change !== undefined);
  if (!isCompared) return [{ section: of(report.findings) }];
  return Object.entries(titles).map(([change, title]): Part => {
    const findings = report.findings.filter((finding) => finding.change === change);
    if (change === "fixed") return { section: fixedSection(findings, title) };
    const section = { ...of(findings), title };
    return change === "pre-existing" ? { section, isFolded: true } : { section };
  });
}

function fixedSection(findings: readonly Finding[], title: string): Section {
  const blocks = findings.map(({ msg }) => ({ text: `- ${told(msg)}\n`, count: 1 }));
  return { title, blocks, entry: ["finding", "findings"], share: 0.3 };
}

function shown({ section, isFolded }: Part, bytes: number): string {
  if (!isFolded || section.blocks.length === 0) return fitted(section, bytes);
  const count = section.blocks.reduce((sum, block) => sum + block.count, 0);
  const open = `<details><summary>${section.title} (${count})</summary>\n\n`;
  const close = "</details>\n\n";
  const inner = fitted(section, bytes - size(open) - size(close));
  return inner === "" ? "" : `${open}${inner.slice(inner.indexOf("\n\n") + 2)}${close}`;
}
