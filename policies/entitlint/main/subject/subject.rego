# METADATA
# title: All rules about subjects
# description: |
#   What the engine asks of one subject's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged for its application, and those about an emergency account whose entry names the rule. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
package entitlint.main.subject

import data.entitlint.lib.emergency
import data.entitlint.lib.shape
import future.keywords.not

read := input.id

deny contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.subject[rule].deny
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
	not emergency.excused(id, finding)
}

unknown contains object.union(finding, {"rule": id}) if {
	some rule
	some finding in data.entitlint.rules.subject[rule].unknown
	shape.whole(finding)
	id := replace(rule, "_", "-")
	not data.estate.blind[id][finding.app]
	not emergency.excused(id, finding)
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.home) if {
	some rule
	some finding in data.entitlint.rules.subject[rule].deny
	not shape.whole(finding)
}

unknown contains shape.malformed(replace(rule, "_", "-"), input.id, input.home) if {
	some rule
	some finding in data.entitlint.rules.subject[rule].unknown
	not shape.whole(finding)
}

# METADATA
# description: What is counted over all subjects, for the posture.
figures contains object.union(entry, {"figure": replace(figure, "_", "-")}) if {
	some figure
	some entry in data.entitlint.figures.subject[figure].entry
}
