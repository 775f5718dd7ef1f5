import type { Change, Finding } from "../../model/report.ts";
import { sarifText } from "../sarif/texts.ts";

/** How SARIF calls what a comparison says. */
const baselineStates = {
  introduced: "new",
  // It was there, and the rule did not hold it against anybody yet.
  "fallen-due": "new",
  changed: "updated",
  "pre-existing": "unchanged",
  fixed: "absent",
} as const satisfies Record<Change, string>;

/** What SARIF asks of every result of a run as soon as it stands at one of them. */
export class Standing {
  readonly #compared: boolean;

  constructor(findings: readonly Finding[]) {
    this.#compared = findings.some(({ change }) => change !== undefined);
  }

  /** `suppressions` stands at every result, empty where there is none: then a reader knows that waivers were looked at. */
  of({ change, waiver }: Pick<Finding, "change" | "waiver">): object {
    return { ...this.#baselineState(change), suppressions: waiver ? [suppression(waiver)] : [] };
  }

  /** What is not compared counts as new, so that nobody's filter hides it. */
  #baselineState(change: Change | undefined) {
    if (!this.#compared) return {};
    return { baselineState: change === undefined ? "new" : baselineStates[change] };
  }
}

function suppression({ id, reason, owner, until }: NonNullable<Finding["waiver"]>): object {
  return {
    ...{ kind: "external", status: "accepted" },
    justification: sarifText(reason, 4_000, "no reason"),
    properties: { waiver: sarifText(id, 255), owner: sarifText(owner, 255), until },
  };
}
