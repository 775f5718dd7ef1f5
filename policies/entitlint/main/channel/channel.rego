# METADATA
# title: All rules about provisioning channels
# description: |
#   What the engine asks of the document of one channel: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged for its application. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.channel
#   - data.estate: schema.estate
package entitlint.main.channel

import data.entitlint.lib.shape
import future.keywords.not

read := input.id

deny contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.channel[rule].deny
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
}

unknown contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.channel[rule].unknown
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.app) if {
	some rule
	some finding in data.entitlint.rules.channel[rule].deny
	not shape.whole(finding)
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.app) if {
	some rule
	some finding in data.entitlint.rules.channel[rule].unknown
	not shape.whole(finding)
}
