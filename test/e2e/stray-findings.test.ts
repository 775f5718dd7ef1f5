// @module-tag long
import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { type InventedRule, withInvented } from "./invented-rules.ts";
import { asOf, clean, collected } from "./small-project.ts";

async function checked(tried: InventedRule | "none") {
  const made = await collected({ ...clean, ...withInvented(tried) });
  const { code, stdout, stderr } = await made.run("check", "--as-of", asOf, "--format", "json");
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const report = Report.parse(JSON.parse(stdout));
  expect(code).toBe(report.exitCode);
  return report;
}

test("what a rule says of an application that does not exist is undecided, and the rule's own error", async () => {
  const report = await checked("stray");
  expect([report.exitCode, report.findings]).toEqual([2, []]);
  expect(report.obstacles).toEqual([
    {
      ...{ code: "rule-misplaced", rule: "stray" },
      text: 'stray could not be evaluated on 2 documents, first on identity:idp/main/1: it places a finding in "frogs", of which nothing was read',
    },
  ]);
  expect(report.unknowns.map(({ app, reason, msg }) => [app, reason, msg])).toEqual(
    Array(2).fill(["idp", "misplaced", 'The rule placed this in "frogs", of which nothing was read: Held.']),
  );
  expect(report.counts.filter(({ app }) => !["forge", "idp"].includes(app))).toEqual([]);
});

test("a rule that is off keeps nobody from judging by what it says there", async () => {
  expect(await checked("none")).toMatchObject({ exitCode: 0, obstacles: [], unknowns: [] });
});
