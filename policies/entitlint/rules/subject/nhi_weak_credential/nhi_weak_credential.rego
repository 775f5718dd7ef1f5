# METADATA
# title: Machine that proves itself too weakly
# description: |
#   A trust in workloads lets in more than the one workload it is for, a machine signs in with a password, or it has a static key
#   where its system could do without one. Whoever finds the way in, is the machine.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: It trusts workloads that nobody meant.
#     low: It is a password of a machine without privileges.
#   examines: credential
#   reasons:
#     wildcard-trust: trust
#     open-trust: trust
#     password: password
#     static-key: static
#     trust-unread: undecided
#     credential-unknown: undecided
#     type-unknown: undecided
#   shared:
#     type-unknown: it does not tell of every key what it is
#   params:
#     federates:
#       type: list
#       of: system
#       description: Systems that can trust workloads, so that no static key is needed there.
#       default: []
#   needs:
#     - kind: credential
#       fields: [status, type]
#   rests_on:
#     - reasons: [wildcard-trust]
#       facts:
#         - {kind: credential, fields: [status, type, subject], values: {type: [federated]}}
#     - reasons: [open-trust]
#       facts:
#         - {kind: credential, fields: [status, type, subject, audience], values: {type: [federated]}}
#     - reasons: [password]
#       facts:
#         - {kind: credential, fields: [status, type], values: {type: [password], principal: [identity, account]}}
#         - {kind: identity, fields: [status, kind], values: {kind: [service, agent, workload]}}
#     - reasons: [password]
#       facts:
#         - {kind: credential, fields: [status, type], values: {type: [password], principal: [account]}}
#         - {kind: account, fields: [status, kind], values: {kind: [service, agent, workload]}}
#     - reasons: [static-key]
#       facts:
#         - {kind: credential, fields: [status, type], values: {type: [api-key, oauth-client-secret, sa-key, pat]}}
#         - {kind: account, fields: [status, kind], values: {kind: [service, agent, workload]}}
#   controls: [NHI4:2025, NHI6:2025, PR.AA-03, IA-9, IA-5, IA-3, AC-3, CIS 6.7, A.5.17, A.8.5, CC6.1, CC6.6, AI MEASURE 2.7]
#   remediation: Name the workload and the audience of each trust in full. Replace passwords and static keys by federation or by what the platform manages, or at least by certificates.
#   false_positives:
#     - A system that cannot trust workloads leaves nothing but keys; static keys are told only of systems named in `federates`.
#     - What the platform manages, such as managed service accounts, has no password that anybody knows.
#     - The password of a machine that holds nothing privileged is of low severity, because most directories know no other way.
#     - A pattern that stands in a subject's last part only, below one repository or project, is a choice among its own workloads.
package entitlint.rules.subject.nhi_weak_credential

import data.entitlint.lib.lifecycle
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-weak-credential"

_static := {"api-key", "oauth-client-secret", "sa-key", "pat"}

_machines := machine.kinds - {"shared"}

_account_of[account.record.id] := account if some account in input.accounts

deny contains finding if {
	some entry in input.credentials
	status.working(entry)
	reason := _weakness(entry)
	lifecycle.state != "inactive"
	finding := object.union_n([_base(entry, reason), _severity(entry, reason), {"msg": concat("", [
		entry.record.id,
		" ",
		_text[reason],
		".",
	])}])
}

unknown contains finding if {
	some entry in input.credentials
	reason := _doubt(entry)
	lifecycle.state != "inactive"
	finding := object.union(_base(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		_doubt_text[reason],
		".",
	])})
}

_doubt(entry) := "trust-unread" if {
	entry.record.type == "federated"
	status.working(entry)
	not _weakness(entry)
	_unread(entry)
}

else := "credential-unknown" if {
	status.perhaps_working(entry)
	_weakness(entry)
}

else := "type-unknown" if {
	status.working(entry)
	not _weakness(entry)
	_is_weak_if(entry)
}

# A key of which nothing tells what it is, and that would be weak as one of some type.
_is_weak_if(entry) if {
	reading.untold(entry.record, "type")
	_for_machine(entry)
}

_is_weak_if(entry) if {
	reading.untold(entry.record, "type")
	_too_wide(entry.record)
}

_doubt_text := {
	"trust-unread": " lets in more than one workload cannot be judged: whom it trusts could not be read",
	"credential-unknown": ", which is weak, works cannot be judged: its status is not known",
	"type-unknown": " is weak cannot be judged: nothing tells what it is",
}

_weakness(entry) := "wildcard-trust" if {
	entry.record.type == "federated"
	_too_wide(entry.record)
}

else := "open-trust" if count(entry.open) > 0

else := "password" if {
	entry.record.type == "password"
	_for_machine(entry)
}

else := "static-key" if {
	entry.record.type in _static
	entry.app in data.estate.params[_id].federates
	_for_machine(entry)
}

_too_wide(record) if _wide(record.subject)

_too_wide(record) if contains(record.audience, "*")

# A pattern in its last part chooses among the workloads of one repository or project; one further up lets others in.
_wide("")

_wide(subject) if {
	parts := split(subject, ":")
	some index, part in parts
	index < count(parts) - 1
	contains(part, "*")
}

_wide(subject) if {
	parts := split(subject, ":")
	contains(subject, "*")
	count(parts) < 3
}

_for_machine(_) if input.kind in _machines

_for_machine(entry) if _account_of[entry.record.principal].kind in _machines

_unread(entry) if reading.unread(entry.record, "subject")

_unread(entry) if reading.unread(entry.record, "audience")

default _severity(_, _) := {}

_severity(_, reason) := {"severity": "high"} if reason in {"wildcard-trust", "open-trust"}

_severity(_, "password") := {"severity": "low"} if not machine.privileged

_text := {
	"wildcard-trust": "trusts workloads by a pattern that others fit too",
	"open-trust": "trusts workloads without naming both who they are and for whom their proof is",
	"password": "is the password of a machine",
	"static-key": "is a static key where its system could trust the workload itself",
}

_base(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
