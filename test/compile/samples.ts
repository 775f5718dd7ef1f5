import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { PolicyError, type PolicyModule } from "../../src/compile/index.ts";

/** The capabilities that the shipped policies are compiled with. */
export const capabilities = readFileSync(new URL("../../policies/capabilities.json", import.meta.url), "utf8");

/** A small rule of the real shape. */
export const rule: PolicyModule = {
  path: "entitlint/rules/subject/leaver/leaver.rego",
  text: `# METADATA
# title: A leaver holds access
# description: Whoever has left holds nothing.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   parameters:
#     grace: PT24H
package entitlint.rules.subject.leaver

import future.keywords.not

deny contains finding if {
	some grant in input.grants
	not input.active
	finding := {"msg": concat("", [grant.role, " is still held"]), "id": grant.id}
}
`,
};

/** Tests of the rule: one holds, one does not, one is put off. */
export const ruleTest: PolicyModule = {
  path: "entitlint/rules/subject/leaver/leaver_test.rego",
  text: `package entitlint.rules.subject.leaver_test

import data.entitlint.rules.subject.leaver

test_leaver_is_found if {
	found := leaver.deny with input as {"grants": [{"id": "g1", "role": "admin"}]}
	found == {{"id": "g1", "msg": "admin is still held"}}
}

test_employee_is_found if {
	found := leaver.deny with input as {"active": true, "grants": [{"id": "g1", "role": "admin"}]}
	print("found", count(found))
	count(found) == 1
}

todo_test_later if false
`,
};

/** A schema without null and without recursion. */
export const subjectSchema = {
  type: "object",
  additionalProperties: false,
  properties: {
    id: { type: "string" },
    active: { type: "boolean" },
    grants: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        properties: { id: { type: "string" }, role: { type: "string" } },
      },
    },
  },
};

/** A module with this text, for errors. */
export function moduleOf(text: string, path = "a.rego"): PolicyModule {
  return { path, text };
}

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "entitlint-compile-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The PolicyError that a promise is rejected with; anything else fails the test. */
export async function policyErrorOf(promise: Promise<unknown>): Promise<PolicyError> {
  const outcome = await promise.then(
    () => "no error",
    (error: unknown) => error,
  );
  if (outcome instanceof PolicyError) return outcome;
  throw new Error(`expected a PolicyError, got ${String(outcome)}`);
}
