import { gzipSync } from "node:zlib";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { describe, expect, test } from "vitest";
import type { Report } from "../../src/model/report.ts";
import { codeScanningLog } from "../../src/report/sarif/code-scanning-log.ts";
import { sarifText, uriOf } from "../../src/report/sarif/texts.ts";
import { sha256 } from "../../src/snapshot/digest.ts";
import { CodeScanning } from "./code-scanning.ts";
import { acting, hostileReport, tries } from "./hostile-report.ts";
import { cleanReport, finding, firstOf, render, smallReport, unjudgedReport } from "./small-report.ts";

function runOf(report: Report) {
  const [run] = CodeScanning.parse(JSON.parse(render("sarif", report))).runs;
  return { ...run, rules: run.tool.driver.rules, invocation: run.invocations[0] };
}

const waiver = { id: "w-1", reason: "vendor", owner: "group:okta/pay", until: "2027-01-31" };

describe("SARIF for code scanning", () => {
  test("has an alert for each open finding at its first place, told apart by the finding's own fingerprint", () => {
    const { results } = runOf(smallReport());
    expect(results.map(({ ruleId, level }) => `${level} ${ruleId}`)).toEqual([
      "error grant-no-active-record/critical",
      "error grant-no-active-record",
      "note nhi-no-expiry/low",
    ]);
    expect(results[1]).toEqual({
      ...{ ruleId: "grant-no-active-record", ruleIndex: 0, level: "error" },
      message: {
        text: "dev in forge by account:forge/main/a2 belongs to nobody. Because of orphan-account: it matches nobody.",
      },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "snapshots/forge/grant.ndjson" },
            region: { startLine: 3, endLine: 3, startColumn: 1, endColumn: 2 },
          },
        },
      ],
      partialFingerprints: { primaryLocationLineHash: "0000000000000002:1", "entitlint/v1": finding(2).fingerprint },
    });
  });

  test("gives each severity of a rule a descriptor of its own, because GitHub reads severity there", () => {
    const { rules, results } = runOf(smallReport());
    const severities = rules.map(({ id, properties }) => `${id} ${properties["security-severity"]}`);
    expect(severities).toEqual([
      "grant-no-active-record 8.0",
      "nhi-no-expiry 8.0",
      "orphan-account 8.0",
      "snapshot-integrity 9.5",
      "grant-no-active-record/critical 9.5",
      "nhi-no-expiry/low 2.0",
    ]);
    for (const { ruleId, ruleIndex } of results) expect(rules[ruleIndex]?.id).toBe(ruleId);
    expect(rules[0]?.properties.tags).toEqual([
      "security",
      "external/owasp-nhi/nhi1:2025",
      "external/nist-800-53/ac-2(3)",
      "external/cis/5.1",
      "external/control/house-rule-7",
    ]);
    expect(rules[0]?.fullDescription.text).toBe("What it finds.");
  });

  test("of too many controls every catalogue keeps its first", () => {
    const controls = ["AC-1", "AC-2", "AC-3", "AC-4", "AC-5", "AC-6", "AC-7", "AC-8", "AC-9", "CC6.1", "A.5.9"];
    const rule = { ...firstOf(smallReport().rules), controls };
    const { tags } = firstOf(runOf(cleanReport({ rules: [rule] })).rules).properties;
    expect(tags).toHaveLength(10);
    expect(tags).toEqual(expect.arrayContaining(["external/soc-2/cc6.1", "external/iso-27001/a.5.9"]));
  });

  test("leaves out what a waiver lets stand and what is gone; what was not judged is no alert, but told", () => {
    const baseline = { owner: "group:okta/pay", until: "2027-01-31", state: "open" } as const;
    const findings = [finding(1, { waiver }), finding(2, { change: "fixed" }), finding(3, { baseline })];
    const { results, invocation } = runOf(smallReport({ findings }));
    expect(results).toEqual([]);
    expect(invocation.executionSuccessful).toBe(true);
    expect(invocation.toolExecutionNotifications.map(({ level, descriptor }) => `${level} ${descriptor.id}`)).toEqual([
      "note waived",
      "note baseline",
      "note undecided",
      "warning not-evaluable",
    ]);
    expect(invocation.toolExecutionNotifications[3]?.associatedRule).toEqual({ id: "orphan-account", index: 2 });
  });

  test("says where a place is not that of the object itself", () => {
    const place = { file: "snapshots/manifest.json", line: 7, what: "manifest" } as const;
    const [alert] = runOf(smallReport({ findings: [finding(1, { place })] })).results;
    expect(alert?.message.text).toContain("It has no line of its own; this is where the snapshot's manifest");
    expect(alert?.locations[0].physicalLocation.region.startLine).toBe(7);
  });

  test.each([2, 3] as const)("of a run with exit code %i is a failed run with an alert that says so", (exitCode) => {
    const { invocation, results, rules } = runOf(unjudgedReport(exitCode));
    expect(invocation).toMatchObject({ executionSuccessful: false, exitCode });
    expect(invocation.toolExecutionNotifications[0]).toMatchObject({
      level: "error",
      message: { text: "the account records of forge are partial" },
    });
    expect(results).toMatchObject([
      { ruleId: "could-not-judge", message: { text: "Could not judge: the account records of forge are partial" } },
    ]);
    expect(rules.at(-1)?.properties["security-severity"]).toBe("9.5");
    const bare = runOf(unjudgedReport(exitCode, { obstacles: [], rules: [], files: { config: "entitlint.yaml" } }));
    expect([bare.results.length, bare.invocation.executionSuccessful]).toEqual([1, false]);
    // The same obstacle tomorrow is the same alert.
    expect(runOf(unjudgedReport(exitCode)).results[0]?.partialFingerprints).toEqual(results[0]?.partialFingerprints);
  });

  test("keeps the gravest five thousand, and says how many are left", () => {
    const severities = ["low", "critical", "medium"] as const;
    const findings = Array.from({ length: 6_000 }, (_, at) => finding(at, { severity: severities[at % 3] ?? "low" }));
    const { results, invocation } = runOf(smallReport({ findings }));
    expect(results).toHaveLength(5_000);
    expect(results.filter(({ level }) => level === "note")).toHaveLength(1_000);
    expect(invocation.toolExecutionNotifications.at(-1)?.message.text).toContain(
      "1000 findings more are not in this file",
    );
  });

  test.each([200_000, 20_000, 6_000, 1])("fits into %i bytes, compressed, or holds no alert at all", (bytes) => {
    const findings = Array.from({ length: 900 }, (_, at) => finding(at, { fingerprint: sha256(`${at}`) }));
    const report = smallReport({ findings });
    const text = codeScanningLog(report, { alerts: 5_000, bytes });
    const [{ results, invocations }] = CodeScanning.parse(JSON.parse(text)).runs;
    if (results.length > 0) expect(gzipSync(text).length).toBeLessThanOrEqual(bytes);
    if (results.length === 900) return;
    const left = invocations[0].toolExecutionNotifications.at(-1);
    expect(left?.message.text).toContain(`${900 - results.length} findings more are not in this file`);
  });
});

describe("texts", () => {
  test.each([
    ["a link", "[click](https://e.example.com)", "[click] (https://e.example.com)"],
    ["a placeholder", "{0} and {{}}", "{{0}} and {{{{}}}}"],
    ["what must not be printed", "a\u202eb", "a\\u{{202e}}b"],
    ["nothing", "  ", "(no text)"],
    ["a pair of braces at the cut", `${"x".repeat(48)}{{{`, `${"x".repeat(48)}…`],
    ["pairs before the cut", `${"x".repeat(45)}{{{`, `${"x".repeat(45)}{{{{…`],
    ["too much", "x".repeat(99), `${"x".repeat(49)}…`],
  ])("%s", (_, text, shown) => {
    expect(sarifText(text, 50)).toBe(shown);
  });

  test.each([
    ["snapshots/idp/account.ndjson", "snapshots/idp/account.ndjson"],
    ["a b/ü%.yaml", "a%20b/%C3%BC%25.yaml"],
    ["/etc/passwd", "etc/passwd"],
    ["file:///x", "file%3A/x"],
    ["\ud800", "%EF%BF%BD"],
    ["", "."],
  ])("a path is a relative URI: %j", (path, uri) => {
    expect(uriOf(path)).toBe(uri);
  });
});

test("nothing hostile comes through: all that GitHub asks holds, no link and no HTML, and nothing acts", () => {
  const markdown = new MarkdownIt({ html: true, linkify: true });
  fc.assert(
    fc.property(hostileReport, (report) => {
      expect(render("sarif", report)).not.toMatch(acting);
      const { results, rules } = runOf(report);
      for (const { message } of results) {
        expect(message.text).not.toMatch(acting);
        expect(message.text).not.toContain("](");
        expect(message.text.replace(/\{\{|\}\}/g, "")).not.toMatch(/[{}]/);
      }
      for (const { help } of rules) {
        const tokens = markdown.parse(help.markdown, {}).flatMap((token) => [token, ...(token.children ?? [])]);
        expect(tokens.filter(({ type }) => /html|link|image/.test(type))).toEqual([]);
      }
    }),
    tries,
  );
});
