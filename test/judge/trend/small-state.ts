import type { JudgedState, SeenFinding } from "../../../src/judge/trend/state.ts";

export const at = (day: number) => `2026-11-${String(day).padStart(2, "0")}T06:00:00Z`;

/** A finding about an account of the forge. */
export function seen(number: number, more: Partial<SeenFinding> = {}): SeenFinding {
  return {
    ...{ fingerprint: String(number).padStart(64, "0"), rule: "some-rule", title: "Some rule", severity: "high" },
    ...{ reason: "inactive", msg: `Account ${number} is on.`, object: `account:forge/main/${number}` },
    ...{ subject: `identity:idp/main/${number}`, app: "forge", account: `account:forge/main/${number}` },
    ...more,
  };
}

const read = { forge: { account: "asserted", grant: "asserted" }, idp: { identity: "full" } };

/** What a snapshot of a November day showed, of which everything was read. */
export function state(day: number, findings: readonly SeenFinding[], more: Partial<JudgedState> = {}): JudgedState {
  return {
    ...{ collectedAt: at(day), findings, causes: [], unknowns: [], notEvaluable: [], read },
    ...{ failed: [], broken: [], doubts: [], ...more },
  };
}
