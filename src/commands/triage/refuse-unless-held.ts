import { EntitlintError } from "../../errors.ts";
import type { AccessState } from "../../model/access.ts";
import type { Finding, Report } from "../../model/report.ts";
import type { Decision } from "../../triage/model/decision.ts";
import { ownerNow } from "../../triage/model/form.ts";
import type { WantedWaiver } from "../waive/read-waiver.ts";
import { whyNotHeld } from "../waive/require-held.ts";

interface Judged {
  readonly before: AccessState;
  readonly waivers: readonly WantedWaiver[];
  readonly report: Report;
}

/** Refuses decisions on what is another thing now than when somebody decided, and those that would let nothing stand. @throws EntitlintError */
export function refuseUnlessAllHold(decisions: readonly Decision[], judged: Judged): void {
  const found = new Map(judged.report.findings.map((finding) => [finding.fingerprint, finding]));
  const notes = new Map(judged.before.notes.map(({ fingerprint, note }) => [fingerprint, note]));
  const refusals = decisions.flatMap((decision) => {
    const why =
      whyChanged(decision, found.get(decision.about.fingerprint)) ?? whyNot(decision, found, { ...judged, notes });
    return why === undefined ? [] : [`  ${decision.about.rule} on ${decision.about.object}: ${why}`];
  });
  if (refusals.length === 0) return;
  throw new EntitlintError({
    code: "decision/refused",
    message: refusals.length === 1 ? "a decision would not hold" : `${refusals.length} decisions would not hold`,
    next: "Nothing was written. r judges what the files say now, z takes decisions back.",
    details: refusals,
  });
}

/** What is different from what was seen when it was decided on; undefined where nothing is. */
function whyChanged({ about }: Decision, now: Finding | undefined): string | undefined {
  if (!now) return "it is found no more, because the files have changed since";
  if (now.severity !== about.severity)
    return `it is ${now.severity} now, and was ${about.severity} when this was decided`;
  return undefined;
}

function whyNot(
  decision: Decision,
  found: ReadonlyMap<string, Finding>,
  { before, waivers, notes, report }: Judged & { readonly notes: ReadonlyMap<string, string> },
): string | undefined {
  const { kind, about, owner } = decision;
  const now = found.get(about.fingerprint);
  if (kind === "note") return whyNotNoted(decision, now, notes);
  if (kind === "assign") return whyNotAssigned(owner, about, now, { before, report });
  if (kind === "baseline") {
    if (now?.waiver) return `it is waived, by ${now.waiver.id}`;
    return now?.baseline?.state === "open" ? undefined : "the baseline would not put it off";
  }
  const wanted = waivers.find(({ rule, object }) => rule === about.rule && object === about.object);
  const waiver = report.waivers?.find(({ id }) => id === wanted?.id);
  if (!waiver) throw new Error("the waiver was not judged");
  const theirs = otherWaiver(about, now, { before, report });
  if (theirs !== undefined) return `it is waived already, by ${theirs}`;
  const problem = whyNotHeld(waiver, report);
  return problem && [problem.message, ...(problem.details ?? [])].map((line) => line.trim()).join(" ");
}

/** Why a note would be written over what somebody else has written meanwhile, or would not be in a report. */
function whyNotNoted(
  { about, note }: Decision,
  now: Finding | undefined,
  before: ReadonlyMap<string, string>,
): string | undefined {
  const was = before.get(about.fingerprint);
  if (was !== about.note) return was === undefined ? "its note is gone" : `its note says meanwhile: ${was}`;
  return (now?.note ?? "") === note ? undefined : "its note would not be in a report";
}

/** Why what lets a finding stand has not gone to another owner, or lets it stand no more with that one. */
function whyNotAssigned(
  owner: string,
  about: Decision["about"],
  now: Finding | undefined,
  { before, report }: Pick<Judged, "before" | "report">,
): string | undefined {
  const { waiver, baseline } = about;
  const was = waiver
    ? before.waivers.find(({ id }) => id === waiver.id)?.owner.text
    : before.baseline.find(({ fingerprint }) => fingerprint === about.fingerprint)?.owner.text;
  if (was !== ownerNow(about)) return was === undefined ? "its decision is gone" : `it was given to ${was} meanwhile`;
  if (!waiver) return now?.baseline?.owner === owner && baseline ? undefined : "its entry is not known any more";
  const judged = report.waivers?.find(({ id }) => id === waiver.id);
  const problem = judged && whyNotHeld(judged, report);
  if (problem) return [problem.message, ...(problem.details ?? [])].map((line) => line.trim()).join(" ");
  return judged?.owner === owner ? undefined : "its waiver is not there any more";
}

/** A waiver that was there before and lets the finding stand already. */
function otherWaiver(
  about: Decision["about"],
  now: Finding | undefined,
  { before, report }: Pick<Judged, "before" | "report">,
): string | undefined {
  const earlier = new Set(before.waivers.map(({ id }) => id));
  const same = report.waivers?.find(
    ({ id, rule, object, state }) =>
      earlier.has(id) && rule === about.rule && object === about.object && (state === "live" || state === "soon"),
  );
  return same?.id ?? (now?.waiver && earlier.has(now.waiver.id) ? now.waiver.id : undefined);
}
