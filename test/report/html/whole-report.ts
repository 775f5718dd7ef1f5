import { Report } from "../../../src/model/report.ts";
import { finding, smallReport } from "../small-report.ts";

const place = { file: "snapshots/crm/account.ndjson", line: 3, what: "record" } as const;
const declared = { file: "access/roles/sales.yaml", line: 4, column: 7 };
const share = { count: 4, of: 9, unknown: 2 };
const shares = {
  ...{ covered: share, coveredPrivileged: share, traced: share },
  ...{ reviewable: share, linked: share, statusKnown: share },
};
const refs = { identity: "identity:idp/1", account: "account:crm/1", grant: "grant:crm/1", credential: "credential:1" };

/** A report in which everything is there that one can hold. */
export function wholeReport(): Report {
  const small = smallReport();
  return Report.parse({
    ...small,
    compared: {
      base: { rev: "origin/main", commit: "1".repeat(40) },
      ...{ mergeBase: "2".repeat(40), baseAsOf: "2026-11-21T08:00:00Z", snapshot: "head", settings: "base" },
      counts: {
        ...{
          introduced: 1,
          changed: 2,
          fallenDue: 3,
          preExisting: 4,
          fixed: 5,
          observedDrift: 1,
          undecided: 6,
          gated: 7,
        },
      },
    },
    impact: {
      files: [{ file: "entitlint.yaml", change: "modified", part: "config", owners: ["@acme/security"] }],
      ...{ codeOwners: ".github/CODEOWNERS", adds: 2, removes: 3, changes: 4, gate: { from: "low", to: "high" } },
      obstacles: ["the source hr is not required any more"],
      findings: [
        {
          ...{ effect: "added", fingerprint: "e".repeat(64), rule: "orphan-account", severity: "high", app: "crm" },
          ...{ object: "account:crm/2", msg: "account:crm/2 matches nobody." },
        },
      ],
    },
    sources: [
      {
        ...{ system: "crm", role: "application", required: true, declares: true },
        kinds: [
          {
            ...{ kind: "account", observedAt: "2026-11-22T06:00:00Z", completeness: "partial", count: 6 },
            freshness: "stale",
          },
        ],
      },
    ],
    obstacles: [{ code: "source-stale", text: "crm is too old", source: "crm", rule: "orphan-account" }],
    notices: [{ code: "mostly-violating", text: "Most of crm violates.", app: "crm", rule: "orphan-account" }],
    findings: [
      finding(1, {
        ...{ ...refs, declared, place },
        ...{ change: "changed", before: { severity: "low", reason: "none" }, observedDrift: true },
        steps: [{ from: "high", to: "critical", by: "time", why: "It lasts for months." }],
        baseline: { owner: "group:idp/leads", until: "2027-01-31", state: "overdue" },
        note: "Asked the vendor.",
        causes: [{ rule: "orphan-account", reason: "app", msg: "it matches nobody.", severity: "high" }],
      }),
      finding(2, { waiver: { id: "w-1", reason: "It goes soon.", owner: "person:ana", until: "2027-02-28" } }),
      finding(3, { baseline: { owner: "group:idp/crew", until: "2027-03-31", state: "open" } }),
      finding(4, { change: "fixed" }),
    ],
    unknowns: [
      {
        ...{ rule: "grant-no-active-record", title: "Access without anybody", reason: "disputed", msg: "9 cases." },
        ...{ object: "doors", subject: "identity:idp/7", name: "Doors", app: "doors", count: 9, declared, place },
        ...refs,
      },
    ],
    waivers: [
      {
        ...{ id: "w-1", state: "live", rule: "orphan-account", object: "account:crm/1", kind: "accepted-risk" },
        ...{ owner: "person:ana", approver: "person:ben", reason: "It goes soon.", control: "looked at weekly" },
        ...{
          ticket: "SEC-7",
          created: "2026-11-01",
          until: "2027-02-28",
          findings: 1,
          notes: ["It ends soon."],
          declared,
        },
      },
    ],
    baseline: {
      ...{ entries: 3, unproven: 1, doubts: [{ count: 1, text: "orphan-account is off" }] },
      stale: [{ fingerprint: "f".repeat(64), title: "Gone", owner: "person:cem", until: "2027-01-31" }],
    },
    notes: {
      ...{ entries: 4, unproven: 2, doubts: [{ count: 2, text: "nothing is read of doors any more" }] },
      stale: [{ fingerprint: "9".repeat(64), note: "Asked in vain." }],
    },
    notEvaluable: [
      {
        ...{ rule: "orphan-account", app: "doors", code: "field-not-read", text: "status was not read" },
        ...{ reasons: ["app"], required: true },
      },
    ],
    quality: [
      { system: "crm", kind: "account", records: 6, owner: share, status: share, lastUse: share, linked: share },
    ],
    posture: {
      ...{ people: 5, machines: 1, unclassified: 2, apps: [{ app: "crm", ...shares }], all: shares },
      arrivals: [{ app: "crm", change: "leave", measured: 4, p50: 60, p95: 7200, longest: 172_800 }],
      departures: [{ app: "crm", byItself: share }],
      fanOut: { subjects: 4, median: 2, most: 8, top: [{ subject: "identity:hr/1", name: "Ana", value: 8 }] },
      stillHolding: { subjects: 2, grants: 5 },
      leaversRevoked: share,
      exposure: {
        ...{ subjects: 3, seconds: 90_000, atLeast: true },
        top: [{ subject: "identity:hr/2", name: "Ben", value: 86_400 }],
      },
      owned: share,
      scores: { traceability: 41, ownership: 42, reviewability: 43 },
      controls: [{ control: "AC-2(3)", findings: 4, gravest: "critical" }],
      blindSpots: [{ system: "crm", kind: "group", fields: ["labels"] }],
    },
  });
}
