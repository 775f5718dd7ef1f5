import { counted } from "../../counted.ts";
import { isJudged } from "../../report/verdict.ts";
import type { Decision } from "../../triage/model/decision.ts";
import { ownerNow } from "../../triage/model/form.ts";
import type { PlannedDecisions } from "./plan-decisions.ts";

/** What decisions do once they are written, in words. */
export function doesText(decisions: readonly Decision[], { waivers, report }: PlannedDecisions): string[] {
  const putOff = decisions.filter(({ kind }) => kind === "baseline").length;
  const given = decisions.filter(({ kind }) => kind === "assign");
  const doubt = "This run could not judge: what is decided on may be other than it seems.";
  return [
    ...(isJudged(report) ? [] : [doubt]),
    ...waivers.map(({ id, rule, until }) => {
      const findings = report.waivers?.find((waiver) => waiver.id === id)?.findings ?? 0;
      return `${id} lets ${counted(findings, "finding")} of ${rule} stand until ${until}.`;
    }),
    ...[
      ...new Set(
        given.map(
          ({ about, owner }) =>
            `${about.waiver?.id ?? "An entry of the baseline"} goes from ${ownerNow(about)} to ${owner}.`,
        ),
      ),
    ],
    ...noteTexts(decisions),
    ...(putOff > 0 ? [`${counted(putOff, "finding")} put off by the baseline.`] : []),
  ];
}

function noteTexts(decisions: readonly Decision[]): string[] {
  const notes = decisions.filter(({ kind }) => kind === "note");
  const gone = notes.filter(({ note }) => note === "").length;
  const says = (count: number, text: string) => (count > 0 ? [`${counted(count, "note")} ${text}.`] : []);
  return [...says(notes.length - gone, "written"), ...says(gone, "taken away")];
}
