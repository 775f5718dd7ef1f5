import { config } from "./small-project.ts";

/** METADATA and head of a rule of the user's own. */
export const headOf = (rule: string, severity = "medium") => `# METADATA
# title: Invented
# description: A rule of the user's own.
# custom:
#   severity: ${severity}
#   examines: account
#   reasons: {r: r}
#   remediation: Mend it.
package entitlint.rules.subject.${rule}

import future.keywords.not
`;

export const finding = '{"msg": "m", "id": input.id, "app": input.home, "reason": "r"}';

/** Where the rule's file lies in a project. */
export const pathOf = (rule: string) => `policies/rules/subject/${rule}/${rule}.rego`;

/** Contradicts itself where somebody's account in the directory is off. */
const torn = `torn := 1 if input.kind == "human"

torn := 2 if {
	some identity in input.identities
	identity.record.status == "disabled"
}

deny contains ${finding} if torn > 0
`;

const odd = `deny contains ${finding} if input.id == "nobody"

deny contains object.remove(${finding}, [k]) if some k in ["msg"]
`;

const stray =
  'deny contains {"msg": "Held.", "id": input.id, "app": "frogs", "reason": "r"} if input.kind == "human"\n';

const rules = {
  invented: `${headOf("invented")}\ndeny contains ${finding} if input.kind == "human"\n`,
  torn: `${headOf("torn")}\n${torn}`,
  odd: `${headOf("odd")}\n${odd}`,
  stray: `${headOf("stray", "critical")}\n${stray}`,
} as const;

export type InventedRule = keyof typeof rules;

const files = Object.fromEntries(Object.entries(rules).map(([name, text]) => [pathOf(name), text]));

/**
 * The config and the policies of a project in which one of these rules is judged, and the others are off. Whichever is tried, the policies are the
 * same, so that they are compiled once: that takes far longer than judging.
 */
export function withInvented(tried: InventedRule | "none"): Record<string, string> {
  const off = Object.keys(rules).filter((name) => name !== tried);
  const levels = off.map((name) => `  ${name}: {level: off}\n`).join("");
  return { ...files, "entitlint.yaml": `${config}policies: [policies]\nrules:\n${levels}` };
}
