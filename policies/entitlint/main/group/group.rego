# METADATA
# title: All rules about groups
# description: |
#   What the engine asks of one group's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.group
#   - data.estate: schema.estate
package entitlint.main.group

import data.entitlint.lib.shape
import future.keywords.not

read := input.id

deny contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.group[rule].deny
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
}

unknown contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.group[rule].unknown
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.home) if {
	some rule
	some finding in data.entitlint.rules.group[rule].deny
	not shape.whole(finding)
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.home) if {
	some rule
	some finding in data.entitlint.rules.group[rule].unknown
	not shape.whole(finding)
}
