# METADATA
# title: End that lies too far ahead
# description: |
#   A machine, or a key of one, or somebody's token, is given more time than things of its kind may have. An end that nobody
#   lives to see ends nothing.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   examines: subject
#   reasons:
#     identity: far
#     credential: far
#     expiry-unread: undecided
#     credential-unknown: undecided
#     type-unknown: undecided
#   shared:
#     type-unknown: it does not tell of every key what it is
#   params:
#     secret:
#       type: duration
#       by: nothing
#       description: How long API keys, client secrets, keys of service accounts and tokens of channels may be valid.
#       default: P180D
#     token:
#       type: duration
#       by: nothing
#       description: How long personal access tokens may be valid.
#       default: P90D
#     certificate:
#       type: duration
#       by: nothing
#       description: How long certificates may be valid.
#       default: P365D
#     identity:
#       type: duration
#       by: nothing
#       description: How far ahead the end of a machine may lie.
#       default: P365D
#     slack:
#       type: duration
#       by: nothing
#       description: What is let pass beyond each limit, because ends are dates and some systems allow only less than their limit.
#       default: P2D
#   rests_on:
#     - reasons: [identity]
#       facts:
#         - {kind: identity, fields: [status, kind, expiresAt], values: {kind: [service, agent, workload], expiresAt: [ahead]}}
#     - reasons: [identity]
#       facts:
#         - {kind: account}
#         - {registry: [expires]}
#     - reasons: [credential]
#       facts:
#         - {kind: credential, fields: [status, expiresAt], values: {type: [api-key, pat, oauth-client-secret, sa-key, scim-token, certificate], expiresAt: [ahead]}}
#   controls: [NHI7:2025, PR.AA-01, IA-5, SC-12, CIS 5.5, A.5.17, CC6.1, AI MEASURE 2.7]
#   remediation: Give it an end within the limit, and renew it when the end comes; or move to workload federation, which needs none.
#   false_positives:
#     - Systems that allow only less than their limit are given a limit of a day more; `slack` lets that pass.
#     - A key that is older than its limit and ends within it is on its way out; its age is told by `nhi-rotation-overdue`.
#     - Trust in workloads and keys that a platform manages end with what uses them, whatever end they show.
#     - A machine that its platform manages, as `platformManaged` in the registry says, ends with the platform.
package entitlint.rules.subject.nhi_expiry_too_far

import data.entitlint.lib.instants
import data.entitlint.lib.lifecycle
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-expiry-too-far"

_params := data.estate.params[_id]

_kinds := {"service", "agent", "workload"}

_limit_of := {
	"api-key": "secret",
	"oauth-client-secret": "secret",
	"sa-key": "secret",
	"scim-token": "secret",
	"pat": "token",
	"certificate": "certificate",
}

deny contains finding if {
	_is_machine
	not input.registry.platformManaged
	some end in _ends
	instants.seconds(end.expires) - data.estate.run.now_seconds > _params.identity + _params.slack
	finding := object.union(end.about, {"reason": "identity", "msg": concat("", [
		end.about.id,
		" may go on until ",
		end.expires,
		", which is too far ahead.",
	])})
}

deny contains finding if {
	some entry in input.credentials
	limit := _limit_of[entry.record.type]
	status.working(entry)
	_is_too_long(entry, _params[limit])
	finding := object.union(_base(entry, "credential"), {"msg": concat("", [
		entry.record.id,
		" (",
		entry.record.type,
		") is valid until ",
		entry.expires,
		", counted from ",
		_since(entry),
		", which is too long.",
	])})
}

unknown contains finding if {
	some entry in input.credentials
	reason := _doubt(entry)
	finding := object.union(_base(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" is valid for too long cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_doubt(entry) := "expiry-unread" if {
	_limit_of[entry.record.type]
	entry.record.status == "active"
	reading.unread(entry.record, "expiresAt")
}

else := "credential-unknown" if {
	status.perhaps_working(entry)
	_is_too_long(entry, _params[_limit_of[entry.record.type]])
}

# It is too long for things of some type.
else := "type-unknown" if {
	reading.untold(entry.record, "type")
	status.working(entry)
	some limit in _limit_of
	_is_too_long(entry, _params[limit])
}

_doubt_text := {
	"expiry-unread": "its end could not be read",
	"credential-unknown": "its status is not known",
	"type-unknown": "nothing tells what it is",
}

_is_machine if {
	input.kind in _kinds
	lifecycle.state == "active"
}

# The registry's word, and what systems say of the same machine.
_ends contains {"expires": input.registry.expires, "about": {"id": input.id, "app": input.home}}

_ends contains {"expires": entry.expires, "about": {
	"id": entry.record.id,
	"app": entry.system,
	"identity": entry.record.id,
}} if {
	some entry in input.identities
	entry.record.status in status.in_use
}

_is_too_long(entry, limit) if {
	instants.seconds(entry.expires) - instants.seconds(_since(entry)) > limit + _params.slack
	not _leaving(entry, limit)
}

# Somebody has given a key that was too old an end that is near enough.
_leaving(entry, limit) if {
	data.estate.run.now_seconds - instants.seconds(_since(entry)) >= limit
	instants.seconds(entry.expires) - data.estate.run.now_seconds <= limit
}

# Valid since when, as far as that is told; else since the reading, which is no earlier.
_since(entry) := object.get(entry.record, "rotatedAt", object.get(entry.record, "createdAt", entry.observedAt))

_base(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
