// @module-tag long
import { describe, expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, collected, config } from "./small-project.ts";

/** Mappings of one application's export, by the field that each fills; the last one can be taken away. */
const accounts =
  "kind: {value: human}, status: {from: state, map: {on: active, off: disabled}}, userName: login, displayName: name";

/** The report on Ana's and Ben's forge, whose accounts and rights are read with these fields besides. */
async function reportOn(ofAccounts: string, ofGrants: string, ofEntitlements = ""): Promise<Report> {
  const mapping = config
    .split("  forge:")
    .map((part, index) =>
      index === 0
        ? part
        : part
            .replace(accounts, `${accounts}${ofAccounts}`)
            .replace('{ref: entitlement, id: "{role}"}', `{ref: entitlement, id: "{role}"}${ofGrants}`)
            .replace("name: role}", `name: role${ofEntitlements}}`),
    )
    .join("  forge:");
  const project = await collected({
    "entitlint.yaml": mapping,
    "access/apps/forge.yaml": "owner: person:ana\npeople: [idp]\nlifecycle: {channel: scim, sla: PT24H}\n",
    "exports/idp.csv": "id,login,name,state\n1,ana,Ana,on\n2,ben,Ben,on\n",
    "exports/forge.csv":
      "id,login,name,state,role,ends,how,admin,factor\n1,ana,Ana,on,dev,2026-11-01,for-now,yes,no\n2,ben,Ben,on,ops,2027-11-01,by-hand,no,no\n",
  });
  const { stdout } = await project.run("check", "--format", "json", "--as-of", asOf);
  return Report.parse(JSON.parse(stdout));
}

function said(report: Report, rule: string) {
  const of = <T extends { readonly rule: string; readonly app: string }>(entries: readonly T[]) =>
    entries.filter((entry) => entry.rule === rule && entry.app === "forge");
  return {
    found: of(report.findings).map(({ object, reason }) => `${object} ${reason}`),
    counted: of(report.counts).length,
    blind: of(report.notEvaluable).map(({ reasons, text }) => `${reasons?.join() ?? "all"}: ${text}`),
  };
}

const ends = ', expiresAt: {from: ends, dateFormat: "yyyy-MM-dd", zone: UTC}';

describe("a field that a rule rests on", () => {
  test("when anything ends: what is found by it is not evaluable without it, reason by reason", async () => {
    const rule = "expired-still-active";
    const both = said(await reportOn("", ends), rule);
    expect(both.found).toEqual(["grant:forge/main/1:dev grant"]);
    expect(both.blind).toContain("account: expiresAt of account records of forge was not read");
    const none = said(await reportOn("", ""), rule);
    expect([none.found, none.counted]).toEqual([[], 0]);
    expect(none.blind).toHaveLength(1);
    expect(none.blind[0]).toMatch(/^all: .*expiresAt of grant records of forge was not read/u);
  });

  test("how grants came: nothing is called bounded that may be for the moment", async () => {
    const rule = "grant-unbounded-temporary";
    const how = ", source: {from: how, map: {for-now: jit, by-hand: manual}}";
    const all = said(await reportOn("", `${ends}${how}`), rule);
    expect(all.counted).toBe(1);
    const without = said(await reportOn("", ends), rule);
    expect([without.found, without.counted]).toEqual([[], 0]);
    expect(without.blind.join()).toContain("source of grant records of forge was not read");
  });

  test("what is privileged: people without a second factor are not called protected", async () => {
    const rule = "priv-no-mfa";
    const factor = ", mfa.enrolled: {from: factor, map: {yes: true, no: false}}";
    const privileged = ", privileged: {from: admin, map: {yes: true, no: false}}";
    expect(said(await reportOn(factor, "", privileged), rule).found).toEqual(["account:forge/main/1 none"]);
    const without = said(await reportOn(factor, ""), rule);
    expect([without.found, without.counted]).toEqual([[], 0]);
    expect(without.blind.join()).toContain("privileged of entitlement records of forge was not read");
  });

  test("of a single right: a word that the mapping does not know is told, and not taken for no", async () => {
    const report = await reportOn("", "", ", privileged: {from: admin, map: {yes: true}}");
    expect(report.unknowns.map(({ object, reason }) => `${object} ${reason}`)).toContain(
      "entitlement:forge/main/ops privilege-unread",
    );
  });

  test("one look at a system shows nothing that came back, and a channel without a log nothing that works", async () => {
    const report = await reportOn("", "");
    expect(said(report, "reactivation-unapproved")).toMatchObject({ counted: 0, blind: [/only once/u] });
    for (const rule of ["sync-lag", "sync-job-unhealthy", "sync-reconcile-overdue", "audit-evidence-incomplete"])
      expect(said(report, rule).blind).toEqual([
        "all: no source tells what the channel of forge does (event and channel records)",
      ]);
  });

  test("every rule that is on stands somewhere in the report: examined, silent with the cause, or without anything", async () => {
    const report = await reportOn("", "");
    const heard = new Set([...report.counts, ...report.notEvaluable].map(({ rule }) => rule));
    const project = await collected();
    const { stdout } = await project.run("check", "--as-of", asOf, "--all");
    const text = stdout.replaceAll(/\s+/gu, " ");
    for (const { id, off } of report.rules) if (!off) expect(heard.has(id) || text.includes(id), id).toBe(true);
    expect(text).toContain("Nothing to examine");
  });
});
