# METADATA
# title: Switched off by report, and still in use
# description: |
#   The last event about an account reports that it was disabled or deleted, and the application still lets its owner in.
#   The application takes the order and does not carry it out.
# schemas:
#   - input: schema.subject
# custom:
#   severity: critical
#   examines: account
#   reasons:
#     account: ineffective
#     account-unknown: undecided
#   params:
#     delay:
#       type: duration
#       description: How long the application may show an account as it was before.
#       default: PT15M
#   needs:
#     - kind: account
#       fields: [status]
#     - provisioning: [event.result]
#   rests_on:
#     - reasons: [account]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: event, of: provisioning, fields: [channel, result], values: {result: [success]}}
#   controls: [NHI1:2025, PR.AA-05, PR.AA-01, AC-2(3), PS-4, CIS 6.2, A.5.18, A.6.5, CC6.3, AI GOVERN 1.7]
#   remediation: |
#     Disable the account by hand and revoke its sessions and keys, follow the runbook for this application until it is mended, and
#     tell its vendor.
#   false_positives:
#     - A replica that the application is read from may be some minutes behind.
#     - An account that is locked lets nobody in, whatever else it says.
#     - An account that somebody switched on again since was switched off before.
package entitlint.rules.subject.scim_deactivation_ineffective

import data.entitlint.lib.limits
import data.entitlint.lib.provisioned
import data.entitlint.lib.status
import future.keywords.not

_id := "scim-deactivation-ineffective"

# What was switched off by report, with the event that reports it.
_reported contains [account, event] if {
	input.events
	some account in input.accounts
	event := provisioned.last(account)
	event.op in provisioned.ending
	event.result == "success"
	provisioned.at(event) < limits.cutoff(account.app, _id, "delay")
}

deny contains object.union(_about(account, "account"), {"msg": concat("", [
	account.record.id,
	" was switched off by report at ",
	provisioned.at(event),
	" (",
	event.id,
	"), and is ",
	account.record.status,
	".",
])}) if {
	some [account, event] in _reported
	provisioned.contradicts(event, account)
}

unknown contains object.union(_about(account, "account-unknown"), {"msg": concat("", [
	"Whether ",
	account.record.id,
	", which was switched off by report (",
	event.id,
	"), still lets somebody in cannot be judged: its status is not known.",
])}) if {
	some [account, event] in _reported
	status.undecided(account)
}

_about(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
