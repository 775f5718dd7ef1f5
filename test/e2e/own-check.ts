import type { Report } from "../../src/model/report.ts";
import { estate, houseRule, machine, type PullRequest } from "./pull-request.ts";

export const text = estate["entitlint.yaml"];
export const rulePath = "policies/entitlint/rules/subject/nobody_is_admin/nobody_is_admin.rego";
const isAdmin = 'endswith(grant.record.id, ":admin")';

/** A base with rules of its own, and everything that a pull request could lean on. */
export const base = {
  ...estate,
  "entitlint.yaml": `${text}policies: [policies]\n`,
  [rulePath]: houseRule(isAdmin),
  ".github/CODEOWNERS":
    "* @example/everybody\n/access/ @example/access\n/access/links.yaml\n/policies/ @example/security\n",
};

/** What is wrong in every one of these pull requests: Ben has left, and becomes admin; an owner who has left, too. */
export const wrong = {
  "teams/core.yaml": "members:\n  - {id: 1, role: dev}\n  - {id: 2, role: admin}\n",
  "access/identities/ci.yaml": machine("person:ben"),
};

export const found = [
  "grant-no-active-record grant:forge/main/team:2:admin",
  "nhi-owner-inactive nhi:ci",
  "nobody-is-admin grant:forge/main/team:2:admin",
];

export const gatedOf = ({ findings }: Report) =>
  findings
    .filter(({ change, observedDrift }) => change === "introduced" && !observedDrift)
    .map(({ rule, object }) => `${rule} ${object}`)
    .sort();

/** Whatever of it a check without a base would be red for. */
export async function plainly(pr: PullRequest): Promise<string[]> {
  const { stdout } = await pr.run("check", "--format", "json");
  const { findings, gate }: Report = JSON.parse(stdout);
  if (gate.failOn === "critical") return [];
  return findings
    .filter(({ severity }) => severity !== "low")
    .map(({ rule, object }) => `${rule} ${object}`)
    .filter((line) => found.includes(line))
    .sort();
}
