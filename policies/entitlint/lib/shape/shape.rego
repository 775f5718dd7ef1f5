# METADATA
# title: The shape of a finding
# description: |
#   Catches what a rule gives that is no finding. Such a thing would vanish without a trace; so it becomes an unknown of its own.
package entitlint.lib.shape

import future.keywords.not

# METADATA
# description: The texts that a finding cannot do without.
required := ["msg", "id", "app", "reason"]

# METADATA
# description: An object with every required text.
whole(finding) if {
	is_string(finding.msg)
	is_string(finding.id)
	is_string(finding.app)
	is_string(finding.reason)
}

# METADATA
# description: What is said in place of something that is no finding.
malformed(rule, id, app) := {
	"rule": rule,
	"msg": concat("", ["The rule gave something that is no finding: each needs the texts ", concat(", ", required), "."]),
	"id": id,
	"app": app,
	"reason": "malformed",
}
