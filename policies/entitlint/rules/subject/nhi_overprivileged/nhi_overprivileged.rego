# METADATA
# title: Machine with more rights than anybody decided
# description: |
#   A machine holds a privileged right, or may administer something, and no role, no line of another format and no approval gives it;
#   or one of its keys is good for everything. Machines are not asked before they act, so that each right of theirs is used when it
#   is stolen.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     critical: The grant gives everything there is in the application.
#   examines: grant
#   reasons:
#     privileged: overprivileged
#     wildcard: wildcard
#     approval-untold: undecided
#     approval-unread: undecided
#     account-unknown: undecided
#     credential-unknown: undecided
#     scopes-unread: undecided
#   shared:
#     approval-untold: neither roles nor approvals say what machines are to hold there
#   params:
#     everything:
#       type: list
#       description: Rights, by name and in lower case, with which one rules a whole tenant; a machine that has one is told as critical.
#       default: [owner, superuser, administrator, global administrator, super admin, domain admins, enterprise admins, organization administrator]
#     wildcards:
#       type: list
#       of: name-pattern
#       description: Scopes that leave nothing out beside those that are stars alone.
#       default: ["*.ReadWrite.All", "admin:*"]
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [privileged]
#       facts:
#         - {kind: account, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#         - {declared: access}
#     - reasons: [privileged]
#       facts:
#         - {kind: account, fields: [status]}
#         - {registry: [owner]}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#         - {declared: access}
#     - reasons: [wildcard]
#       facts:
#         - {kind: account, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#         - {kind: credential, fields: [status, scopes], values: {principal: [account]}}
#     - reasons: [wildcard]
#       facts:
#         - {kind: account, fields: [status]}
#         - {registry: [owner]}
#         - {kind: credential, fields: [status, scopes], values: {principal: [account]}}
#   cause_of: group-policy-drift
#   controls: [NHI5:2025, PR.AA-05, AC-6, AC-6(5), AC-6(7), CIS 5.4, CIS 6.8, A.8.2, A.5.18, CC6.3, AI MANAGE 2.4]
#   remediation: Give the machine what its purpose needs and no more, if need be as two machines; what has to stay, give by a role or with an approval.
#   false_positives:
#     - What sets up infrastructure needs much; a role that gives it, or an approval, says that this was decided.
#     - Where neither roles nor approvals say what machines are to hold, it is told once for the application, as undecided.
#     - What follows from a right further up is not told beside it.
package entitlint.rules.subject.nhi_overprivileged

import data.entitlint.lib.decided
import data.entitlint.lib.lifecycle
import data.entitlint.lib.machine
import data.entitlint.lib.pattern
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-overprivileged"

deny contains finding if {
	some [account, grant] in _loose
	data.estate.apps[grant.system].decided
	status.usable(account)
	not reading.unread(grant.record, "approvalRef")
	finding := object.union_n([_base(account, grant, "privileged"), _severity(grant), {"msg": concat("", [
		input.id,
		" holds ",
		_power(grant),
		grant.name,
		" in ",
		grant.system,
		", and nobody has decided that",
		decided.ways(grant),
		".",
	])}])
}

deny contains finding if {
	_asked
	some entry in input.credentials
	status.working(entry)
	wide := _wide(entry)
	count(wide) > 0
	finding := object.union(_credential(entry, "wildcard"), {"msg": concat("", [
		entry.record.id,
		" of ",
		input.id,
		" is good for everything: ",
		concat(", ", wide),
		".",
	])})
}

unknown contains finding if {
	some [account, grant] in _loose
	reason := _doubt(account, grant)
	finding := object.union(_base(account, grant, reason), {"msg": concat("", [
		"Whether ",
		input.id,
		" is to hold ",
		grant.name,
		" in ",
		grant.system,
		" cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

unknown contains finding if {
	_asked
	some entry in input.credentials
	reason := _key_doubt(entry)
	finding := object.union(_credential(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" of ",
		input.id,
		" is good for everything cannot be judged: ",
		_key_doubt_text[reason],
		".",
	])})
}

_asked if {
	input.kind in machine.kinds
	not lifecycle.state == "inactive"
}

_loose contains [account, grant] if {
	_asked
	some account in input.accounts
	not status.unusable(account)
	some grant in account.grants
	_powerful(grant)
	decided.stray(grant)
	decided.works(grant, account.observedAt)
	not grant.isDefault
	not grant.record.approvalRef
	not grant.record.eligibleOnly
}

_powerful(grant) if grant.privileged

_powerful(grant) if "admin" in grant.capability

_power(grant) := "the privileged " if grant.privileged

else := "the right to administer by "

default _severity(_) := {}

_severity(grant) := {"severity": "critical"} if {
	grant.privileged
	lower(grant.name) in data.estate.params[_id].everything
}

_wide(entry) := sort([scope |
	some scope in entry.record.scopes
	_fits(scope)
])

_fits(scope) if {
	some form in data.estate.params[_id].wildcards
	pattern.matches(scope, form)
}

_fits(scope) if scope in {"*", "*:*", "*/*", "*.*"}

_doubt(account, grant) := "account-unknown" if {
	status.undecided(account)
	data.estate.apps[grant.system].decided
}

else := "approval-untold" if {
	not data.estate.apps[grant.system].decided
}

else := "approval-unread" if {
	reading.unread(grant.record, "approvalRef")
}

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"approval-untold": "neither roles nor approvals say what was decided there",
	"approval-unread": "whether it was approved could not be read",
}

_key_doubt(entry) := "credential-unknown" if {
	entry.record.status == "unknown"
	count(_wide(entry)) > 0
}

else := "scopes-unread" if {
	status.working(entry)
	reading.unread(entry.record, "scopes")
}

_key_doubt_text := {
	"credential-unknown": "its status is not known",
	"scopes-unread": "its scopes could not be read",
}

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}

_credential(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
