import { type Problem, throwProblems } from "../../errors.ts";
import type { AccessState } from "../../model/access.ts";
import type { Report, ReportWaiver } from "../../model/report.ts";
import type { WantedWaiver } from "./read-waiver.ts";

/** Holds what reads back to what was meant: the waivers that there were, and these. */
export function requireAsMeant(
  before: AccessState,
  after: AccessState,
  wanted: readonly Pick<WantedWaiver, "id">[],
): void {
  const ids = [...before.waivers, ...wanted].map(({ id }) => id).toSorted();
  const read = after.waivers.map(({ id }) => id).toSorted();
  if (JSON.stringify(ids) !== JSON.stringify(read)) throw new Error("the waivers do not read back as they were meant");
}

/** @throws EntitlintError where the waiver would waive nothing */
export function refuseUnlessHeld(waiver: ReportWaiver, report: Pick<Report, "findings">): void {
  const problem = whyNotHeld(waiver, report);
  if (problem) throwProblems([problem]);
}

/** Why a waiver that is not written yet would waive nothing; undefined where it holds. */
export function whyNotHeld(
  { id, state, notes, rule, object }: ReportWaiver,
  report: Pick<Report, "findings">,
): Problem | undefined {
  if (state === "live" || state === "soon") return undefined;
  const reasons = notes.map((note) => `  ${note.replace(`waiver:${id}`, "It")}`);
  if (state === "idle" || state === "unused") {
    const near = report.findings.filter((finding) => finding.rule === rule).map((finding) => `  ${finding.object}`);
    const details = reasons.length > 0 ? reasons : near.slice(0, 10);
    return {
      code: "decision/unknown-finding",
      message: `${rule} finds nothing about ${object} that could be waived`,
      next: "Nothing was written. Give the object as the report names it.",
      ...(details.length > 0 && { details }),
    };
  }
  return {
    code: "decision/refused",
    message: `the waiver of ${rule} on ${object} would waive nothing`,
    next: "Nothing was written.",
    details: reasons,
  };
}
