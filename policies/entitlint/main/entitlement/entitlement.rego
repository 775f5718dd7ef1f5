# METADATA
# title: All rules about entitlements
# description: |
#   What the engine asks of one entitlement's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.entitlement
#   - data.estate: schema.estate
package entitlint.main.entitlement

import data.entitlint.lib.shape
import future.keywords.not

read := input.id

deny contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.entitlement[rule].deny
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
}

unknown contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.entitlement[rule].unknown
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.home) if {
	some rule
	some finding in data.entitlint.rules.entitlement[rule].deny
	not shape.whole(finding)
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.home) if {
	some rule
	some finding in data.entitlint.rules.entitlement[rule].unknown
	not shape.whole(finding)
}
