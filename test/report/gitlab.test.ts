import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as z from "zod";
import { acting, hostileReport, tries } from "./hostile-report.ts";
import { cleanReport, finding, render, smallReport, unjudgedReport } from "./small-report.ts";

/** What GitLab documents of a Code Quality report, and nothing beside it. */
const CodeQuality = z.array(
  z.strictObject({
    description: z.string().min(1),
    check_name: z.string(),
    fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
    severity: z.enum(["info", "minor", "major", "critical", "blocker"]),
    location: z.strictObject({ path: z.string(), lines: z.strictObject({ begin: z.int().positive() }) }),
  }),
);

/** By which GitLab itself takes an issue or drops it. It asks for little, and GitLab shows nothing of what does not fit. */
const published = z.fromJSONSchema(
  JSON.parse(readFileSync(resolve(import.meta.dirname, "../vendor/gitlab/codeclimate.json"), "utf8")),
);

function issuesOf(report: Parameters<typeof render>[1]) {
  const parsed: unknown = JSON.parse(render("gitlab", report));
  z.array(published).parse(parsed);
  return CodeQuality.parse(parsed);
}

describe("GitLab Code Quality", () => {
  test("has an issue for every open finding, with its severity, fingerprint and place", () => {
    const issues = issuesOf(smallReport());
    expect(issues.map(({ check_name, severity }) => `${severity} ${check_name}`)).toEqual([
      "info not-judged",
      "blocker grant-no-active-record",
      "critical grant-no-active-record",
      "minor nhi-no-expiry",
    ]);
    expect(issues[2]).toMatchObject({
      description:
        "dev in forge by account:forge/main/a2 belongs to nobody. Because of orphan-account: it matches nobody.",
      fingerprint: finding(2).fingerprint,
      location: { path: "snapshots/forge/grant.ndjson", lines: { begin: 3 } },
    });
    expect(issues[0]?.description).toContain("9 cases could not be decided, and 1 rule could not be asked");
  });

  test("says where a place is not that of the object itself", () => {
    const place = { file: "snapshots/manifest.json", line: 7, what: "manifest" } as const;
    const [, issue] = issuesOf(smallReport({ findings: [finding(1, { place })] }));
    expect(issue?.description).toContain("no line of its own");
  });

  test("leaves out what a waiver lets stand and what is gone, and is empty where all is in order", () => {
    const waiver = { id: "w-1", reason: "vendor", owner: "group:okta/pay", until: "2027-01-31" };
    const baseline = { owner: "group:okta/pay", until: "2027-01-31", state: "open" } as const;
    expect(issuesOf(cleanReport({ findings: [finding(2, { change: "fixed" })] }))).toEqual([]);
    const decided = [finding(1, { waiver }), finding(3, { baseline }), finding(4, { baseline })];
    expect(issuesOf(cleanReport({ findings: decided }))).toMatchObject([
      {
        check_name: "put-off",
        severity: "info",
        description: "Decided, and no issues: 1 finding by waivers, 2 findings by the baseline.",
      },
    ]);
  });

  test.each([2, 3] as const)("of a run with exit code %i has a blocker", (exitCode) => {
    expect(issuesOf(unjudgedReport(exitCode))).toMatchObject([
      { severity: "blocker", check_name: "could-not-judge", location: { path: "snapshots/manifest.json" } },
    ]);
    expect(issuesOf(unjudgedReport(exitCode, { obstacles: [], files: { config: "a.yaml" } }))).toMatchObject([
      { severity: "blocker", location: { path: "a.yaml" } },
    ]);
  });
});

test("GitLab's schema is one that finds faults", () => {
  const [issue] = issuesOf(smallReport());
  expect(published.safeParse(issue).success).toBe(true);
  for (const wrong of [{ fingerprint: undefined }, { severity: 3 }, { location: { path: 1 } }])
    expect(published.safeParse({ ...issue, ...wrong }).success).toBe(false);
});

test("nothing hostile comes through: it parses to what is documented, each fingerprint once", () => {
  fc.assert(
    fc.property(hostileReport, (report) => {
      expect(render("gitlab", report)).not.toMatch(acting);
      const issues = issuesOf(report);
      expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
      for (const { description, location } of issues) expect(description + location.path).not.toMatch(acting);
    }),
    tries,
  );
});
