# METADATA
# title: What rules say
# description: |
#   Makes findings of what the rules of a scope give, each with its rule's id. What is no finding would vanish without a trace; so it
#   becomes an unknown of its own.
# schemas:
#   - data.estate: schema.estate
package entitlint.lib.verdicts

import future.keywords.not

# METADATA
# description: The texts that a finding cannot do without.
required := ["msg", "id", "app", "reason"]

# METADATA
# description: |
#   The findings among `[rule, what it gave]`, without those of rules that cannot be judged for the application. It is a list
#   that is given, made once for each scope: walking through all rules costs more than most of them.
told(given) := [object.union(finding, {"rule": rule}) |
	some [rule, finding] in given
	_is_whole(finding)
	not data.estate.blind[rule][finding.app]
]

# METADATA
# description: What is said in place of that which is no finding, of the document with this id.
malformed(given, id, app) := [{
	"rule": rule,
	"msg": concat("", ["The rule gave something that is no finding: each needs the texts ", concat(", ", required), "."]),
	"id": id,
	"app": app,
	"reason": "malformed",
} |
	some [rule, finding] in given
	not _is_whole(finding)
]

# An object with every required text.
_is_whole(finding) if {
	is_string(finding.msg)
	is_string(finding.id)
	is_string(finding.app)
	is_string(finding.reason)
}
