# METADATA
# title: Machine or key without an end
# description: |
#   A service, agent or workload has no date by which somebody has to confirm it, or one of its keys is valid for ever.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     medium: The application is of tier 3.
#   examines: machine
#   reasons:
#     identity: endless
#     credential: endless
#     expiry-unread: undecided
#     credential-unknown: undecided
#     subject-unknown: undecided
#     end-untold: undecided
#   shared:
#     end-untold: it tells of some keys when they end, and of others neither that nor that they never do
#   rests_on:
#     - reasons: [identity]
#       facts:
#         - {kind: identity, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#     - reasons: [identity]
#       facts:
#         - {kind: account}
#         - {registry: [ownerProposed]}
#     - reasons: [credential]
#       facts:
#         - {kind: identity, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#         - {kind: credential, fields: [status, neverExpires], values: {principal: [identity, account]}}
#     - reasons: [credential]
#       facts:
#         - {kind: account}
#         - {registry: [owner]}
#         - {kind: credential, fields: [status, neverExpires], values: {principal: [account]}}
#   controls: [NHI7:2025, PR.AA-01, IA-5, AC-2(2), CIS 5.5, A.5.17, CC6.1, AI MEASURE 2.7]
#   remediation: Give the machine an end in the registry, and move its keys to ones that expire or to workload federation.
#   false_positives:
#     - A platform-managed identity needs no end.
#     - Federated or managed credentials need none.
#     - An entry that proposes an owner is not asked for an end before its day of decision, unless a role is given to it.
#     - A shared identity is asked for an owner only.
#     - Keys of systems that know no expiry are asked to be rotated, not to expire.
#     - Of a machine that nobody has registered, and that no source of identities knows, the entry comes first (nhi-unregistered).
package entitlint.rules.subject.nhi_no_expiry

import data.entitlint.lib.lifecycle
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import future.keywords.not

_kinds := {"service", "agent", "workload"}

_self_renewing := {"federated", "managed"}

_terminable := {"api-key", "pat", "oauth-client-secret", "sa-key", "scim-token", "certificate"}

deny contains finding if {
	_asked
	lifecycle.state == "active"
	_endless
	not _expiry_unread
	finding := object.union_n([_base(input.id, input.home, "identity"), _severity(input.home), {"msg": concat("", [
		input.id,
		" has no end.",
	])}])
}

deny contains finding if {
	_asked
	lifecycle.state == "active"
	some entry in input.credentials
	_lasting(entry)
	entry.record.status == "active"
	entry.record.neverExpires
	finding := object.union_n([_credential(entry, "credential"), _severity(entry.app), {"msg": concat("", [
		entry.record.id,
		" of ",
		input.id,
		" never expires.",
	])}])
}

unknown contains finding if {
	_asked
	_endless
	reason := _doubt
	finding := object.union(_base(input.id, input.home, reason), {"msg": concat("", [
		"Whether ",
		input.id,
		" has no end cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

unknown contains finding if {
	_asked
	some entry in input.credentials
	_lasting(entry)
	_credential_undecided(entry)
	finding := object.union(_credential(entry, "credential-unknown"), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" never expires cannot be judged: its end or its status is not known.",
	])})
}

unknown contains finding if {
	_asked
	some entry in input.credentials
	_untold(entry)
	finding := object.union(_credential(entry, "end-untold"), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" never expires cannot be judged: its system tells of others when they end, and of this one nothing.",
	])})
}

_asked if {
	input.kind in _kinds
	machine.governed
	not _waits
}

# Until its day of decision a stub is left alone, unless a role is given to it.
_waits if {
	machine.pending(data.estate.run.now)
	not machine.given
}

_endless if {
	not input.registry.expires
	not input.registry.platformManaged
	count([entry | some entry in input.identities; entry.expires]) == 0
}

_expiry_unread if {
	some entry in input.identities
	reading.unread(entry.record, "expiresAt")
}

_doubt := "subject-unknown" if {
	lifecycle.state == "unknown"
}

else := "expiry-unread" if _expiry_unread

_doubt_text := {
	"subject-unknown": "it is not known whether it is still in use",
	"expiry-unread": "its end could not be read",
}

_lasting(entry) if not entry.record.type in _self_renewing

# Keys of these types have an end in any system that knows ends.
_untold(entry) if {
	entry.record.type in _terminable
	entry.record.status == "active"
	data.estate.sources[entry.app].keyEnds
	not entry.expires
	not entry.record.neverExpires
	not reading.unread(entry.record, "expiresAt")
	not reading.unread(entry.record, "neverExpires")
}

_credential_undecided(entry) if {
	entry.record.neverExpires
	entry.record.status == "unknown"
}

_credential_undecided(entry) if {
	entry.record.status in {"active", "unknown"}
	reading.unread(entry.record, "expiresAt")
}

_credential_undecided(entry) if {
	entry.record.status in {"active", "unknown"}
	not entry.expires
	reading.unread(entry.record, "neverExpires")
}

default _severity(_) := {}

_severity(app) := {"severity": "medium"} if data.estate.apps[app].tier == 3

_base(id, app, reason) := {"id": id, "app": app, "reason": reason}

_credential(entry, reason) := object.union(
	_base(entry.record.id, entry.app, reason),
	{"credential": entry.record.id},
)
