/** A rule about waivers that works, with its test and its examples. */
export const waiverTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds waivers that name no ticket; such a waiver waives
#   nothing, unless the reason stands in leaves_valid.
# schemas:
#   - input: schema.waiver
#   - data.estate: schema.estate
# custom:
#   severity: low
#   examines: waiver
#   reasons:
#     without-ticket: ticket
#   leaves_valid: [without-ticket]
#   rests_on:
#     - reasons: [without-ticket]
#       facts: []
#   controls: [ID.RA-07]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.waiver.RULE_NAME

import future.keywords.not

deny contains finding if {
	not input.ticket
	finding := {
		"id": input.id,
		"app": input.home,
		"reason": "without-ticket",
		"msg": concat("", [input.id, " names no ticket."]),
	}
}
`,
  test: `package entitlint.rules.waiver.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.waiver.RULE_NAME as rule
import future.keywords.not

test_waiver_without_a_ticket_violates if {
	rule.deny == {{
		"id": "waiver:w-1",
		"app": "access",
		"reason": "without-ticket",
		"msg": "waiver:w-1 names no ticket.",
	}} with input as fixture.waiver({}) with data.estate as fixture.estate
}

test_waiver_with_a_ticket_is_clean if {
	rule.deny == set() with input as fixture.waiver({"ticket": "SEC-88"}) with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: No ticket is named
    document: {}
    violations:
      - id: "waiver:w-1"
        app: access
        reason: without-ticket
        msg: "waiver:w-1 names no ticket."
  - title: A ticket is named
    document: {ticket: SEC-88}
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.ticket}]
`,
};
