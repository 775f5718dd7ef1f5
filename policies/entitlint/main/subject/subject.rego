# METADATA
# title: All rules about subjects
# description: |
#   What the engine asks of one subject's document: `deny` and `unknown` of every rule, each finding with its rule's id,
#   without those that cannot be judged for its application, and those about an emergency account whose entry names the rule. `read` echoes the document, so that one that never arrived
#   cannot pass.
# schemas:
#   - input: schema.subject
package entitlint.main.subject

import data.entitlint.lib.emergency
import data.entitlint.lib.given
import data.entitlint.lib.verdicts
import future.keywords.not

read := input.id

deny contains finding if {
	some finding in verdicts.told(given.subject.deny)
	not emergency.excused(finding.rule, finding)
}

unknown contains finding if {
	some finding in verdicts.told(given.subject.unknown)
	not emergency.excused(finding.rule, finding)
}

unknown contains finding if some finding in verdicts.malformed(given.subject.deny, input.id, input.home)

unknown contains finding if some finding in verdicts.malformed(given.subject.unknown, input.id, input.home)

# METADATA
# description: What is counted over all subjects, for the posture.
figures contains object.union(entry, {"figure": replace(figure, "_", "-")}) if {
	some figure
	some entry in data.entitlint.figures.subject[figure].entry
}
