/** A rule about provisioning channels that works, with its test and its examples. */
export const channelTemplate = {
  rule: `# METADATA
# title: RULE_TITLE
# description: |
#   Say in whole sentences what is wrong and why it matters. As written, the rule finds channels that are late.
# schemas:
#   - input: schema.channel
#   - data.estate: schema.estate
# custom:
#   severity: info
#   examines: channel
#   reasons:
#     delayed: delayed
#   needs:
#     - provisioning: [channel.jobState]
#   rests_on:
#     - reasons: [delayed]
#       facts:
#         - {kind: channel, of: provisioning, fields: [jobState], values: {jobState: [delayed]}}
#   controls: [DE.CM-09]
#   remediation: Say in a whole sentence what to do.
#   false_positives:
#     - Say what looks like this and is none; test each.
package entitlint.rules.channel.RULE_NAME

import future.keywords.not

deny contains finding if {
	input.record.jobState == "delayed"
	finding := {
		"id": input.id,
		"app": input.app,
		"reason": "delayed",
		"msg": concat("", [input.id, " is late."]),
	}
}
`,
  test: `package entitlint.rules.channel.RULE_NAME_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.channel.RULE_NAME as rule
import future.keywords.not

_with(state) := fixture.channel({"record": {"jobState": state}})

test_late_channel_violates if {
	rule.deny == {{
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "delayed",
		"msg": "channel:prov/main/crm is late.",
	}} with input as _with("delayed") with data.estate as fixture.estate
}

test_channel_at_work_is_clean if {
	rule.deny == set() with input as _with("ok") with data.estate as fixture.estate
}
`,
  examples: `examples:
  - title: A channel is late
    document:
      record: {jobState: delayed}
    violations:
      - id: channel:prov/main/crm
        app: crm
        reason: delayed
        msg: channel:prov/main/crm is late.
  - title: A channel is at work
    document:
      record: {jobState: ok}
    clears:
      claim: Say what looks like this
      otherwise: [{at: document.record.jobState, mend: delayed}]
`,
};
