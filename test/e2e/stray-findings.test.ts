import { expect, test } from "vitest";
import { Report } from "../../src/model/report.ts";
import { asOf, clean, collected, config } from "./small-project.ts";

const rule = `# METADATA
# title: Invented
# description: A rule of the user's own that misspells an application.
# custom:
#   severity: critical
#   examines: account
#   reasons: {r: r}
#   remediation: Mend it.
package entitlint.rules.subject.invented

import future.keywords.not

deny contains {"msg": "Held.", "id": input.id, "app": "frogs", "reason": "r"} if input.kind == "human"
`;

async function checked(level: string) {
  const made = await collected({
    ...clean,
    "entitlint.yaml": `${config}policies: [policies]\nrules: {invented: {level: ${level}}}\n`,
    "policies/rules/subject/invented/invented.rego": rule,
  });
  const { code, stdout, stderr } = await made.run("check", "--as-of", asOf, "--format", "json");
  if (!stdout.startsWith("{")) throw new Error(stderr);
  const report = Report.parse(JSON.parse(stdout));
  expect(code).toBe(report.exitCode);
  return report;
}

test("what a rule says of an application that does not exist is undecided, and the rule's own error", async () => {
  const report = await checked("high");
  expect([report.exitCode, report.findings]).toEqual([2, []]);
  expect(report.obstacles).toEqual([
    {
      ...{ code: "rule-misplaced", rule: "invented" },
      text: 'invented could not be evaluated on 2 documents, first on identity:idp/main/1: it places a finding in "frogs", of which nothing was read',
    },
  ]);
  expect(report.unknowns.map(({ app, reason, msg }) => [app, reason, msg])).toEqual(
    Array(2).fill(["idp", "misplaced", 'The rule placed this in "frogs", of which nothing was read: Held.']),
  );
  expect(report.counts.filter(({ app }) => !["forge", "idp"].includes(app))).toEqual([]);
});

test("a rule that is off keeps nobody from judging by what it says there", async () => {
  expect(await checked("off")).toMatchObject({ exitCode: 0, obstacles: [], unknowns: [] });
});
