import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { validateXML } from "xmllint-wasm";
import type { Report } from "../../src/model/report.ts";
import { acting, hostileReport, tries } from "./hostile-report.ts";
import { cleanReport, finding, firstOf, render, smallReport, unjudgedReport } from "./small-report.ts";

const schemas = ["junit-10.xsd", "windyroad.xsd"] as const;

/** What libxml2 says is wrong with these documents by a published schema. */
async function faultsOf(documents: readonly string[], fileName: (typeof schemas)[number]): Promise<readonly string[]> {
  const contents = readFileSync(resolve(import.meta.dirname, "../vendor/junit", fileName), "utf8");
  const xml = documents.map((text, index) => ({ fileName: `${index}.xml`, contents: text }));
  const { errors, valid } = await validateXML({ xml, schema: [{ fileName, contents }], maxMemoryPages: 16_384 });
  return valid ? [] : errors.map(({ rawMessage }) => rawMessage);
}

interface Case {
  readonly class: string;
  readonly name: string;
  readonly ending: string;
}

/** The test cases, read from our own layout; libxml2 has seen that it is XML. */
function casesOf(report: Report): Case[] {
  const text = render("junit", report);
  return [
    ...text.matchAll(
      /<testcase name="([^"]*)" classname="([^"]*)" time="0"(?:\/>|>\s*<(\w+) (?:type|message)="([\w-]+))/g,
    ),
  ].map(([, name = "", className = "", ending = "passed", type]) => ({
    ...{ class: className, name, ending: type === undefined ? ending : `${ending} ${type}` },
  }));
}

describe("JUnit", () => {
  test("has a suite for the run and for each rule, a test for each finding and for what is in order", () => {
    const lines = casesOf(smallReport()).map((entry) => `${entry.class}: ${entry.name}: ${entry.ending}`);
    expect(lines).toEqual([
      "entitlint.run: could judge: passed",
      "grant-no-active-record.forge: grant:forge/main/a1:dev 00000000: failure critical",
      "grant-no-active-record.forge: grant:forge/main/a2:dev 00000000: failure high",
      "grant-no-active-record.doors: doors disputed: skipped undecided",
      "nhi-no-expiry.forge: grant:forge/main/a3:dev 00000000: skipped low",
      "nhi-no-expiry.idp: every identity: passed",
      "orphan-account.doors: not evaluable: skipped correlation-not-set-up",
      "snapshot-integrity.nowhere: nothing examined: skipped not-examined",
    ]);
  });

  test("tells the place, the causes and what to do of a failure, and the denominators of a suite", () => {
    const text = render("junit", smallReport());
    expect(text).toContain("place: snapshots/forge/grant.ndjson:3\nbecause of orphan-account: it matches nobody.");
    expect(text).toContain("what to do: Mend `it`.");
    expect(text).toContain("forge: 7 grants examined, 2 violating, 0 undecided");
    expect(text).toContain('<property name="digest.snapshot" value="aaaa');
  });

  test("counts what its suites hold", () => {
    for (const suite of render("junit", smallReport()).split("<testsuite ").slice(1)) {
      const said = /tests="(\d+)" failures="(\d+)" errors="(\d+)" skipped="(\d+)"/.exec(suite)?.slice(1).map(Number);
      const held = ["<testcase ", "<failure ", "<error ", "<skipped "].map((tag) => suite.split(tag).length - 1);
      expect(said).toEqual(held);
    }
  });

  test("a test is red exactly where the exit code rests on it", () => {
    const waiver = { id: "w-1", reason: "vendor", owner: "group:okta/pay", until: "2027-01-31" };
    const findings = [finding(1, { waiver }), finding(2, { severity: "low" }), finding(3, { change: "fixed" })];
    const endings = casesOf(cleanReport({ findings })).map(({ ending }) => ending.split(" ")[0]);
    expect(endings).toContain("skipped");
    expect(endings.filter((ending) => ending === "failure" || ending === "error")).toEqual([]);
    const blind = { ...firstOf(smallReport().notEvaluable), required: true };
    const demanded = unjudgedReport(2, { notEvaluable: [blind] });
    expect(casesOf(demanded).map(({ ending }) => ending)).toEqual(
      expect.arrayContaining(["error source-partial", "error correlation-not-set-up"]),
    );
  });

  test.each([2, 3] as const)("of a run with exit code %i has an error", (exitCode) => {
    const [first, ...others] = casesOf(unjudgedReport(exitCode));
    // A test view that compares runs would take what it does not see for mended.
    expect(others.map(({ ending }) => ending)).toContain("skipped not-judged");
    expect(others.map(({ ending }) => ending)).not.toContain("passed");
    expect(first).toEqual({ class: "entitlint.run", name: "source-partial forge", ending: "error source-partial" });
    expect(casesOf(unjudgedReport(exitCode, { obstacles: [], rules: [], counts: [] }))).toMatchObject([
      { ending: "error not-judged" },
    ]);
  });
});

test.each(schemas)("%s is a schema that finds faults", async (schema) => {
  expect(await faultsOf(['<testsuites><testsuite name="a"/></testsuites>'], schema)).not.toEqual([]);
});

test.each(schemas)("nothing hostile comes through: it is valid by %s, and nothing in it acts", async (schema) => {
  const reports = [smallReport(), cleanReport(), unjudgedReport(2), ...fc.sample(hostileReport, tries.numRuns)];
  const documents = reports.map((report) => render("junit", report));
  expect(await faultsOf(documents, schema)).toEqual([]);
  for (const document of documents) {
    expect(document).not.toMatch(acting);
    expect(document).not.toMatch(/<!|\]\]>|<script|<img/);
  }
});
