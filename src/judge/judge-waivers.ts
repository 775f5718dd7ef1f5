import { byCodeUnit } from "../canonical.ts";
import { type DeclaredWaiver, waiverDocumentId } from "../model/declared/waiver.ts";
import type { DeclaredAt } from "../model/document.ts";
import type { Evaluation, PlacedFinding } from "../model/evaluation.ts";
import type { AppliedWaiver, ReportWaiver } from "../model/report.ts";
import type { MatchedWaiver } from "./match-waivers.ts";
import type { JudgedRules } from "./settle.ts";

/** The waivers as they were judged, and what each finding that is waived is waived by. */
export interface JudgedWaivers {
  readonly waived: ReadonlyMap<string, AppliedWaiver>;
  readonly waivers: readonly ReportWaiver[];
}

/**
 * What waivers come to by what the rules say of their documents. A waiver of which any rule says anything that does not
 * leave it valid waives nothing, and so does one that could not be judged. A rule that is off only says nothing in the
 * report: that would be an easy way to make every waiver valid.
 */
export function judgeWaivers(
  given: readonly MatchedWaiver[],
  evaluation: Evaluation,
  rules: JudgedRules,
): JudgedWaivers {
  const judged = given.map(({ target: { waiver }, matches }) => ({
    ...{ waiver, matches },
    ...standingOf({ waiver, matches }, evaluation, rules),
  }));
  const waived = new Map<string, AppliedWaiver>();
  const longestFirst = judged.toSorted(
    (a, b) => byCodeUnit(b.waiver.until, a.waiver.until) || byCodeUnit(a.waiver.id, b.waiver.id),
  );
  for (const { waiver, matches, holds } of longestFirst) {
    if (!holds) continue;
    const { id, reason, owner, until } = waiver;
    for (const { fingerprint } of matches)
      if (!waived.has(fingerprint)) waived.set(fingerprint, { id, reason, owner: owner.text, until });
  }
  return {
    waived,
    waivers: judged.map(({ waiver, matches, state, notes }) =>
      reportOf(waiver, { state, notes, findings: matches.length }),
    ),
  };
}

function standingOf(
  { waiver, matches }: { readonly waiver: DeclaredWaiver; readonly matches: MatchedWaiver["matches"] },
  evaluation: Evaluation,
  rules: JudgedRules,
) {
  const document = waiverDocumentId(waiver);
  const own = <T extends { readonly subject: string }>(entries: readonly T[]) =>
    entries.filter(({ subject }) => subject === document);
  const found = own(evaluation.findings);
  const doubts = [...own(evaluation.unknowns), ...own(evaluation.failures)];
  const isHarmless = ({ rule, reason }: PlacedFinding) => rules.get(rule)?.rule.leaves_valid.includes(reason) === true;
  const classOf = ({ rule, reason }: PlacedFinding) => rules.get(rule)?.rule.reasons[reason];
  const voids = found.filter((finding) => !isHarmless(finding));
  const holds = voids.length === 0 && doubts.length === 0;
  const has = (name: ReportWaiver["state"]) => found.some((finding) => classOf(finding) === name);
  const withoutEffect = has("expired") ? "expired" : voids.length > 0 ? "invalid" : "undecided";
  const isIdle = matches.every(({ asCause }) => asCause);
  const inEffect = has("unused") ? "unused" : isIdle ? "idle" : has("soon") ? "soon" : "live";
  const state: ReportWaiver["state"] = holds ? inEffect : withoutEffect;
  const notes = [...found, ...own(evaluation.unknowns)].map(({ msg }) => msg).toSorted();
  return { holds, state, notes };
}

function reportOf(
  { id, rule, object, kind, owner, approver, reason, control, ticket, created, until, place }: DeclaredWaiver,
  judged: Pick<ReportWaiver, "state" | "notes" | "findings">,
): ReportWaiver {
  const declared = placeOf(place);
  return {
    ...{ id, state: judged.state, rule: rule.id },
    object: object.kind === "exact" ? object.reference.text : object.pattern,
    ...{ kind, owner: owner.text, approver: approver.text, reason },
    ...(control !== undefined && { control }),
    ...(ticket !== undefined && { ticket }),
    ...{ created, until, findings: judged.findings, notes: [...judged.notes] },
    ...(declared && { declared }),
  };
}

/** Where a waiver is written. */
export function placeOf({ file, line }: DeclaredWaiver["place"]): DeclaredAt | undefined {
  return file === undefined || line === undefined ? undefined : { file, line };
}
