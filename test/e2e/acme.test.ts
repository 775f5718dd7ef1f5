import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { everything } from "../everything.ts";
import {
  asOf,
  changedAcme,
  checkAcme,
  checkWithClock,
  collectAcme,
  expected,
  flatten,
  reportIn,
  root,
  run,
  temporaryFolder,
  textBelow,
} from "./acme.ts";

const patience = { timeout: 180_000 };
const config = "examples/acme/entitlint.yaml";
const hr = "exports/hr_2026-11-13T1800.csv";
let snapshot = "";
let report: Report;

beforeAll(() => {
  const folder = temporaryFolder();
  snapshot = join(folder.path, "snapshots");
  collectAcme(config, snapshot);
  report = checkAcme(config, snapshot);
  return folder.remove;
}, 180_000);

test("the committed snapshot is what collecting the exports gives, byte by byte", () => {
  expect(run("scripts/compare-snapshots.mjs", join(root, "snapshots"), snapshot)).toMatchObject({ status: 0 });
});

test("the findings are the ones expected, no fewer and no more", () => {
  expect(flatten(report.findings)).toEqual(flatten(expected.findings));
});

test("each finding that is graver or milder than its rule says why, and no other does", () => {
  const own = new Map(report.rules.map(({ id, severity }) => [id, severity]));
  for (const { rule, severity, steps, object } of report.findings)
    expect([object, steps?.at(-1)?.to]).toEqual([object, severity === own.get(rule) ? undefined : severity]);
  const forgotten = report.findings.find(({ object }) => object === "grant:warehouse/main/mtanaka:role/analyst");
  expect(forgotten?.steps).toEqual([
    {
      from: "high",
      to: "critical",
      by: "time",
      why: "It has lasted since 2026-09-30T21:59:59Z, longer than `overdue` of grant-no-active-record allows.",
    },
  ]);
  const kept = report.findings.find(({ object }) => object === "account:crm/acme/u5017");
  expect(kept?.steps).toEqual([
    {
      from: "high",
      to: "critical",
      by: "time",
      why: expect.stringMatching(/^It has lasted since 2026-08-31T21:59:59Z, longer than/),
    },
  ]);
});

test("what cannot be decided is what is expected, no less and no more", () => {
  expect(flatten(report.unknowns)).toEqual(flatten(expected.unknowns));
});

test("nothing keeps the run from judging, and the gate says that there are violations", () => {
  expect(report.obstacles).toEqual([]);
  expect(report.exitCode).toBe(1);
});

test("an application whose accounts match nobody gives one notice, not orphans", () => {
  expect(report.notices.map(({ code, app }) => ({ code, app }))).toContainEqual({
    code: "correlation-not-set-up",
    app: "doors",
  });
});

describe("look-alikes", () => {
  test.each(expected.lookAlikes)("$rule leaves $object alone: $why", ({ rule, object, onlyAs }) => {
    const rows = report.findings.flatMap((finding) => [
      finding,
      ...finding.causes.map((cause) => ({ ...finding, ...cause })),
    ]);
    const fired = rows.filter((finding) => finding.rule === rule && finding.object === object);
    expect(fired.map(({ severity }) => severity)).toEqual(onlyAs === undefined ? [] : [onlyAs]);
  });

  test("each is there to be found", () => {
    const text = textBelow(snapshot) + textBelow(join(root, "examples/acme/access"));
    // A waiver is named in its file as itself.
    const named = expected.lookAlikes.map(({ object }) => object.replace(/^waiver:/, "id: "));
    const ids = named.filter((object) => !object.startsWith("source:"));
    expect(ids.filter((id) => !text.includes(id))).toEqual([]);
  });
});

describe("the rules that come with entitlint", () => {
  const all: { rules: { id: string; false_positives: string[] }[] } = JSON.parse(
    readFileSync(join(root, "dist/pack/pack.json"), "utf8"),
  );
  /**
   * Acme has no roles, no log of provisioning, one reading, one tenant of each system, no last uses, few keys and few oddities:
   * examples/access and test/feeding show what these find, and each false positive is a test beside its rule.
   */
  const elsewhere = new Set([
    ...["recert-overdue", "recert-revoke-not-executed"],
    ...["group-policy-drift", "joiner-excess-access", "mover-residual-grant", "sod-conflict"],
    ...["scim-gap-local-override", "reactivation-unapproved", "leaver-credential-active"],
    ...["leaver-used-after-revocation", "nhi-stale", "nhi-rotation-overdue", "nhi-expiry-too-far"],
    ...["nhi-weak-credential", "nhi-agent-tool-residual", "nhi-shared-workloads"],
    // Of what is nobody's alone, Acme shows only what its code host's channel leaves out.
    ...["priv-admin-count", "scim-gap-uncovered-object", "scim-gap-no-entitlement-source", "scim-gap-partial-app"],
    "scim-gap-nested-residue",
    ...["group-app-drift", "group-local-managed", "group-orphaned-grant", "group-nested-unpropagated", "authority-gap"],
    ...["priv-standing-admin", "priv-no-mfa", "nhi-shared-environments", "nhi-overprivileged", "nhi-human-use"],
    ...["nhi-purpose-ended", "breakglass-noncompliant", "shared-account-undeclared", "grant-unbounded-temporary"],
    "breakglass-too-few",
    ...["orphan-duplicate-account", "orphan-link-mismatch", "joiner-timing", "joiner-out-of-band", "sso-bypass-login"],
    ...["leave-access-active", "external-guest-ungoverned", "mover-attribute-drift", "tenant-crossing-grant"],
    "nhi-third-party-unreviewed",
    ...["sync-job-unhealthy", "sync-lag", "sync-missed-event", "sync-reconcile-overdue", "sync-cursor-gap"],
    ...["audit-evidence-incomplete", "sod-self-approval", "scim-deactivation-ineffective"],
  ]);
  const pack = { rules: all.rules.filter(({ id }) => !elsewhere.has(id)) };

  test.each(pack.rules)("$id has something to find", ({ id }) => {
    const found = [
      ...expected.findings,
      ...expected.findings.flatMap(({ causes = [] }) => causes),
      ...expected.withClock.findings,
    ];
    expect(found.map(({ rule }) => rule)).toContain(id);
  });

  // That each false positive is none is shown beside its rule; here by those that a company of sixty has.
  test.each(pack.rules)(
    "what a look-alike of $id is taken for is a false positive that it names",
    ({ id, false_positives }) => {
      const shown = expected.lookAlikes.flatMap(({ rule, falsePositive }) =>
        rule === id ? (falsePositive ?? []) : [],
      );
      expect(shown.filter((one) => !false_positives.includes(one))).toEqual([]);
    },
  );
});

test("with a clock, and only then, the export that somebody forgot is stale", patience, () => {
  const { now, findings } = expected.withClock;
  const withClock = checkWithClock(config, snapshot, now);
  const stale = withClock.findings.filter(({ rule }) => rule === "sync-snapshot-stale");
  expect(flatten(stale)).toEqual(flatten(findings));
  expect(withClock.obstacles.map(({ code, source }) => ({ code, source }))).toContainEqual({
    code: "source-stale",
    source: "crm",
  });
  expect(withClock.exitCode).toBe(2);
  expect(report.findings.filter(({ rule }) => rule === "sync-snapshot-stale")).toEqual([]);
});

test("what is mended is no longer found", patience, () => {
  const folder = changedAcme([
    [hr, "tobias.lang@acme.example;T;31.10.2026", "tobias.lang@acme.example;A;"],
    ["exports/forge.yaml", "permission: write, until: 2026-10-31", "permission: write, until: 2026-12-31"],
    ["exports/forge.yaml", "created: 2023-03-01, expires: never", "created: 2023-03-01, expires: 2027-01-31"],
    ["exports/directory.json", '"user": "00u777"', '"user": "00u001"'],
    ["exports/crm-users-20261109-1830.csv", "Paul Becker,user,Active", "Paul Becker,user,Disabled"],
    ["access/identities/platform.yaml", "owner: person:mei.tanaka@acme.example", "owner: group:idp/data"],
  ]);
  onTestFinished(folder.remove);
  const left = reportIn(folder).findings.map(({ rule, object }) => `${rule} ${object}`);
  const gone = [
    "grant-no-active-record grant:forge/acme/tlang:team/web",
    "expired-still-active grant:forge/acme/aokafor:repo/payments:write",
    "nhi-no-expiry credential:forge/acme/tok-102",
    "snapshot-integrity membership:idp/acme/00g06:00u777",
    "leaver-account-enabled account:crm/acme/u5017",
    "nhi-owner-inactive nhi:etl-nightly",
  ];
  const before = report.findings.map(({ rule, object }) => `${rule} ${object}`);
  expect(gone.filter((one) => !before.includes(one))).toEqual([]);
  expect(before.filter((one) => !gone.includes(one) && !one.endsWith("tlang:org/member"))).toEqual(left);
});

test.runIf(everything)("a look-alike that becomes the real thing is found", patience, () => {
  const folder = changedAcme([
    [hr, "sara.lind@acme.example;L;", "sara.lind@acme.example;T;"],
    [hr, "13.11.2026;Engineering;Contract Engineer", "11.11.2026;Engineering;Contract Engineer"],
    ["exports/forge.yaml", "type: federated", "type: pat"],
    ["access/links.yaml", "account:crm/acme/u5005", "account:crm/acme/u5002"],
    ["entitlint.yaml", "enforced: [warehouse]", "enforced: []"],
    ["access/apps/crm.yaml", "deactivationBlocksUse: verified", "deactivationBlocksUse: assumed"],
  ]);
  onTestFinished(folder.remove);
  const before = report.findings.map(({ rule, object, severity }) => `${severity} ${rule} ${object}`);
  const added = reportIn(folder)
    .findings.map(({ rule, object, severity }) => `${severity} ${rule} ${object}`)
    .filter((one) => !before.includes(one));
  expect(added).toEqual(
    expect.arrayContaining([
      "critical grant-no-active-record grant:forge/acme/slind:team/mobile",
      "critical grant-no-active-record grant:crm/acme/u5012:role/readonly",
      "critical leaver-hr-directory-lag identity:idp/acme/00u053",
      "high leaver-hr-directory-lag identity:idp/acme/00u056",
      "critical nhi-owner-inactive nhi:metrics-reader",
      "high nhi-no-expiry credential:forge/acme/tok-101",
      "medium orphan-disputed-match account:crm/acme/u5005",
      "critical expired-still-active account:warehouse/main/clambert",
      "medium leaver-grant-residual grant:crm/acme/u5018:role/sales",
      "high leaver-grant-residual grant:crm/acme/u5019:role/admin",
    ]),
  );
});

test.runIf(everything)("npm start shows the report and ends well, and says what a pipeline would get", patience, () => {
  const { status, stdout } = run("scripts/start.mjs");
  expect(status).toBe(0);
  expect(stdout).toContain(`judged as of ${asOf}`);
  expect(stdout.trimEnd().split("\n").at(-1)).toMatch(/exit code 1\.$/);
});

test("no reason is found and said to be beyond what could be told there, both at once", () => {
  const silent = report.notEvaluable.flatMap(({ rule, app, reasons = [] }) =>
    reasons.map((one) => `${rule} ${app} ${one}`),
  );
  expect(silent).not.toEqual([]);
  const found = report.findings.map(({ rule, app, reason }) => `${rule} ${app} ${reason}`);
  expect(found.filter((one) => silent.includes(one))).toEqual([]);
});
