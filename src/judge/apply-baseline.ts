import { counted } from "../counted.ts";
import type { BaselineEntry } from "../model/declared/baseline.ts";
import type { AppliedBaseline, Notice, ReportBaseline } from "../model/report.ts";
import { compareSeverity } from "../model/severity.ts";
import { type AbsenceGround, absentOf } from "./absent.ts";
import type { SettledFinding } from "./settle.ts";
import { apartFromTime } from "./severity-steps.ts";

/** What was judged, as far as it tells of the findings that a baseline knows. */
export interface BaselineGround extends AbsenceGround {
  readonly entries: readonly BaselineEntry[];
  readonly asOf: string;
}

/** The findings with the entries that know them, and the baseline as a whole. */
export interface BaselinedFindings {
  readonly findings: SettledFinding[];
  readonly baseline: ReportBaseline;
  readonly notices: readonly Notice[];
}

/**
 * Marks findings that a baseline knows: the same fingerprint, until its last day, and not graver than it was known, but for how
 * long it has lasted, to which that day sets an end. What judges waivers is never put off, and what is waived needs no more. Entries whose finding is gone are told.
 */
export function applyBaseline(findings: readonly SettledFinding[], ground: BaselineGround): BaselinedFindings {
  const { entries, rules } = ground;
  const byMark = new Map(entries.map((entry) => [entry.fingerprint, entry]));
  const isJudgingWaivers = ({ rule }: SettledFinding) => rules.get(rule)?.rule.scope === "waiver";
  const refused = findings.filter((finding) => byMark.has(finding.fingerprint) && isJudgingWaivers(finding));
  const marked = findings.map((finding) => {
    const entry = byMark.get(finding.fingerprint);
    if (!entry || finding.waiver || isJudgingWaivers(finding)) return finding;
    return { ...finding, baseline: applied(entry, finding, ground) };
  });
  const { gone: stale, ...unproven } = absentOf(entries, findings, ground);
  return {
    findings: marked,
    baseline: {
      ...{ entries: entries.length, ...unproven },
      stale: stale.map(({ fingerprint, title, owner, until }) => ({
        ...{ fingerprint, title, owner: owner.text, until },
      })),
    },
    notices: [...staleNotice(stale), ...refused.map(refusedNotice), ...stateNotices(marked)],
  };
}

function applied(entry: BaselineEntry, finding: SettledFinding, { asOf, rules }: BaselineGround): AppliedBaseline {
  const judged = rules.get(finding.rule);
  const known = entry.severity ?? judged?.level ?? judged?.rule.severity ?? "info";
  const isOver = `${entry.until}T23:59:59Z` < asOf;
  const isGraver = compareSeverity(apartFromTime(finding), known) > 0;
  return { owner: entry.owner.text, until: entry.until, state: isOver ? "overdue" : isGraver ? "graver" : "open" };
}

function staleNotice(stale: readonly BaselineEntry[]): Notice[] {
  if (stale.length === 0) return [];
  const are = stale.length === 1 ? "is about a finding that is" : "are about findings that are";
  const text = `${counted(stale.length, "entry", "entries")} of the baseline ${are} gone: \`entitlint baseline prune\` takes ${stale.length === 1 ? "it" : "them"} out.`;
  return [{ code: "baseline-stale", text }];
}

function refusedNotice({ rule, object }: SettledFinding): Notice {
  return {
    code: "baseline-refused",
    rule,
    text: `the baseline names what ${rule} says of ${object}: what judges waivers cannot be put off`,
  };
}

function stateNotices(findings: readonly SettledFinding[]): Notice[] {
  const count = (wanted: AppliedBaseline["state"]) =>
    findings.filter(({ baseline }) => baseline?.state === wanted).length;
  const overdue = count("overdue");
  const graver = count("graver");
  const says = (code: string, number: number, text: string): Notice[] =>
    number > 0 ? [{ code, text: `${counted(number, "finding")} that the baseline knows ${text}` }] : [];
  return [
    ...says(
      "baseline-overdue",
      overdue,
      `${overdue === 1 ? "was" : "were"} to be mended by now, and ${overdue === 1 ? "counts" : "count"} again`,
    ),
    ...says(
      "baseline-graver",
      graver,
      `${graver === 1 ? "has" : "have"} become graver, and ${graver === 1 ? "counts" : "count"} again`,
    ),
  ];
}
