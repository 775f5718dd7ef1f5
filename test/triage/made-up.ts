import type { Finding, Report } from "../../src/model/report.ts";
import { type Severity, severities } from "../../src/model/severity.ts";
import { beginning } from "../../src/triage/model/begin.ts";
import type { Plan } from "../../src/triage/model/desk.ts";
import type { Ground } from "../../src/triage/model/ground.ts";
import type { State } from "../../src/triage/model/state.ts";
import { update } from "../../src/triage/update.ts";

/** A finding by its number, with whatever is to be different. */
export function madeFinding(number: number, changed: Partial<Finding> = {}): Finding {
  const severity: Severity = severities[4 - (number % 5)] ?? "info";
  const id = String(number).padStart(4, "0");
  return {
    fingerprint: id.padStart(64, "0"),
    ...{ rule: `rule-${number % 3}`, title: "Something is wrong", severity, reason: "some" },
    ...{
      msg: `account:crm/acme/u${id} is wrong.`,
      object: `account:crm/acme/u${id}`,
      subject: `identity:hr/acme/${id}`,
    },
    ...{ name: `Person ${id}`, app: number % 2 === 0 ? "crm" : "payroll" },
    place: { file: "snapshots/crm/account.ndjson", line: number + 1, what: "record" },
    causes: [],
    ...changed,
  };
}

export function madeReport(findings: readonly Finding[]): Report {
  const rules = [...new Set(findings.map(({ rule }) => rule))].map((id) => ({
    ...{ id, title: id, description: id, severity: "high" as const, remediation: "Mend it." },
    controls: id === "rule-0" ? ["AC-2", "PR.AA-05"] : id === "rule-1" ? ["AC-2"] : [],
  }));
  return {
    ...{
      version: 1,
      tool: { name: "entitlint", version: "0.0.0" },
      asOf: "2026-11-16T08:00:00Z",
      gate: { failOn: "medium" },
    },
    ...{ exitCode: 1, digests: {}, files: { config: "entitlint.yaml" } },
    population: { subjects: 1, machines: 0, accounts: 1, grants: 1, credentials: 0, documents: 1 },
    ...{
      sources: [],
      obstacles: [],
      notices: [],
      findings: [...findings],
      unknowns: [],
      rules,
      counts: [],
      notEvaluable: [],
    },
  };
}

export const madeGround: Ground = {
  today: "2026-11-16",
  mostDays: (severity) => ({ critical: 30, high: 90, medium: 180, low: 180, info: 180 })[severity],
  controlled: new Set(["critical", "high"]),
  aboutWaivers: new Set(["waiver-expired"]),
  approvers: ["person:ruth@example.com", "person:sam@example.com"],
  owners: ["group:okta/platform"],
  ownerOf: ({ app }) => (app === "crm" ? "group:okta/sales" : undefined),
  problemsOf: ({ kind, reason }) =>
    kind !== "baseline" && reason === "" ? [{ field: "reason", message: "is empty" }] : [],
};

export function begun(
  findings: readonly Finding[],
  {
    columns = 100,
    rows = 30,
    ...more
  }: { readonly columns?: number; readonly rows?: number; readonly filter?: string } = {},
): State {
  return beginning({ report: madeReport(findings), ground: madeGround, size: { columns, rows }, ...more });
}

export const madeFindings = (count: number) => Array.from({ length: count }, (_, number) => madeFinding(number));

/** The state after keys, by the names of the key map; other texts are typed, a character a key. */
export function pressed(state: State, ...keys: readonly string[]): State {
  return keys.reduce((now, key) => update(now, { kind: "key", key }).state, state);
}

export const typedKeys = (text: string) => [...text].map((character) => (character === " " ? "space" : character));

export function madePlan(state: State): Plan {
  return {
    ...{
      files: ["access/waivers/2026-11.yaml"],
      diff: ["--- /dev/null", "+++ b/x", "@@ -0,0 +1,1 @@", "+- id: w-1"],
      does: ["w-1 lets 1 finding stand."],
    },
    report: state.data.report,
    write: () => Promise.resolve({ told: ["Written."], commands: ["git add x"] }),
  };
}
