# METADATA
# title: Machine or key that nobody uses
# description: |
#   A machine's account or record, or somebody's key, has not been used for a long time, or was never used since it was made. What
#   nobody uses is missed by nobody when it is stolen. An account counts as used when one of its keys is; a key that was made and never used makes no use of it.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: What is not used is privileged.
#   examines: subject
#   reasons:
#     unused: unused
#     never-used: unused
#     key-unused: unused
#     key-never-used: unused
#     use-unread: undecided
#     age-unread: undecided
#     status-unknown: undecided
#   shared:
#     age-unread: it does not tell of everything when it was made
#     use-unread: it does not tell of everything when it was last used
#   params:
#     machine:
#       type: duration
#       description: How long a machine may do nothing.
#       default: P90D
#     key:
#       type: duration
#       description: How long a key or token may lie unused.
#       default: P45D
#     neverUsed:
#       type: duration
#       description: How long something new may wait for its first use.
#       default: P30D
#     rare:
#       type: list
#       description: Machines, accounts and keys that are used more seldom by design, by their ids.
#       default: []
#     forgetful:
#       type: list
#       of: system
#       description: Systems that keep last uses for a shorter time than the limits, or note only some of them.
#       default: []
#   needs:
#     - oneOf:
#         - {kind: account, fields: [lastLoginAt]}
#         - {kind: account, fields: [lastUsedAt]}
#         - {kind: identity, fields: [lastLoginAt]}
#         - {kind: identity, fields: [lastUsedAt]}
#         - {kind: credential, fields: [lastUsedAt]}
#   rests_on:
#     - reasons: [unused]
#       facts:
#         - {kind: account, role: application, fields: [status, kind, lastLoginAt], values: {kind: [service, agent, workload, shared]}}
#     - reasons: [unused]
#       facts:
#         - {kind: identity, fields: [status, kind, lastLoginAt], values: {kind: [service, agent, workload, shared]}}
#     - reasons: [key-unused]
#       facts:
#         - {kind: credential, fields: [status, lastUsedAt]}
#     - reasons: [never-used]
#       facts:
#         - {kind: account, role: application, fields: [status, kind, createdAt, lastLoginAt], values: {kind: [service, agent, workload, shared]}}
#     - reasons: [never-used]
#       facts:
#         - {kind: identity, fields: [status, kind, createdAt, lastLoginAt], values: {kind: [service, agent, workload, shared]}}
#     - reasons: [key-never-used]
#       facts:
#         - {kind: credential, fields: [status, createdAt, lastUsedAt]}
#   controls: [NHI1:2025, PR.AA-01, DE.CM-03, AC-2(3), IA-4, CIS 5.3, CIS 5.5, A.5.18, CC6.2, AI GOVERN 1.7]
#   remediation: Ask its owner, then disable it, wait for whoever misses it, and delete it.
#   false_positives:
#     - What works once a year or only in an emergency is named in `rare`.
#     - A system that forgets uses sooner than the limits is named in `forgetful`.
#     - An account whose key was used is used, whether or not anybody signs in with it.
#     - A source that tells uses up to a month late is believed a month longer.
package entitlint.rules.subject.nhi_stale

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.usage
import future.keywords.not

_id := "nhi-stale"

_params := data.estate.params[_id]

_without_last_use := {"password", "federated", "managed"}

# The account that a key is for, where it is one of the subject's.
_account_of[account.record.id] := account if some account in input.accounts

_candidates contains {"entry": entry, "app": entry.app, "limit": "machine", "about": {"account": entry.record.id}} if {
	some entry in input.accounts
	_is_machine(entry)
	status.usable(entry)
}

_candidates contains {"entry": entry, "app": entry.system, "limit": "machine", "about": {"identity": entry.record.id}} if {
	input.kind in machine.kinds
	some entry in input.identities
	entry.record.status in status.in_use
}

_candidates contains {"entry": entry, "app": entry.app, "limit": "key", "about": {"credential": entry.record.id}} if {
	some entry in input.credentials
	not entry.record.type in _without_last_use
	status.working(entry)
}

# What may be in use, as far as anything tells.
_perhaps contains {"entry": entry, "app": entry.app, "limit": "machine", "about": {"account": entry.record.id}} if {
	some entry in input.accounts
	_is_machine(entry)
	status.undecided(entry)
	not entry.expires < entry.observedAt
}

_perhaps contains {"entry": entry, "app": entry.system, "limit": "machine", "about": {"identity": entry.record.id}} if {
	input.kind in machine.kinds
	some entry in input.identities
	status.undecided(entry)
}

_perhaps contains {"entry": entry, "app": entry.app, "limit": "key", "about": {"credential": entry.record.id}} if {
	some entry in input.credentials
	not entry.record.type in _without_last_use
	status.perhaps_working(entry)
}

# What has gone is told by the rules about leavers.
_asked(candidate) if {
	lifecycle.state != "inactive"
	count({candidate.entry.record.id, input.id} & {id | some id in _params.rare}) == 0
	not candidate.app in _params.forgetful
}

deny contains finding if {
	some candidate in _candidates
	reason := _idle(candidate.entry, candidate.app, candidate.limit)
	_stands_alone(candidate)
	finding := object.union_n([_base(candidate, _reason(candidate.limit, reason)), _severity(candidate.entry), {"msg": concat("", [
		candidate.entry.record.id,
		" ",
		_text(candidate.entry, reason),
		".",
	])}])
}

unknown contains finding if {
	some candidate in _candidates
	_undecided(candidate)
	_asked(candidate)
	finding := object.union(_base(candidate, "use-unread"), {"msg": concat("", [
		"Whether ",
		candidate.entry.record.id,
		" is still used cannot be judged: not all of its last uses are told.",
	])})
}

unknown contains finding if {
	some candidate in _candidates
	_undated(candidate.entry)
	_stands_alone(candidate)
	finding := object.union(_base(candidate, "age-unread"), {"msg": concat("", [
		"Whether ",
		candidate.entry.record.id,
		", which was never used, is new cannot be judged: when it was made could not be read.",
	])})
}

unknown contains finding if {
	some candidate in _perhaps
	_idle(candidate.entry, candidate.app, candidate.limit)
	_stands_alone(candidate)
	finding := object.union(_base(candidate, "status-unknown"), {"msg": concat("", [
		"Whether ",
		candidate.entry.record.id,
		", which nobody uses, works cannot be judged: its status is not known.",
	])})
}

# Neither its keys are used, nor is it told with its account.
_stands_alone(candidate) if {
	_asked(candidate)
	not _told_before(candidate)
	not _key_in_use(candidate.entry)
	not _key_untold(candidate.entry)
}

_reason("machine", idle) := idle

_reason("key", "unused") := "key-unused"

_reason("key", "never-used") := "key-never-used"

_idle(entry, app, limit) := "unused" if {
	usage.idle(entry.activity, limits.cutoff(app, _id, limit))
}

else := "never-used" if {
	entry.activity.never
	_made(entry) < limits.cutoff(app, _id, "neverUsed")
}

_made(entry) := entry.record.createdAt

_made(entry) := entry.firstSeen if {
	not entry.record.createdAt
	not reading.unread(entry.record, "createdAt")
}

_undated(entry) if {
	entry.activity.never
	reading.unread(entry.record, "createdAt")
	not entry.record.createdAt
}

_undecided(candidate) if {
	some field in ["lastUsedAt", "lastLoginAt"]
	reading.unread(candidate.entry.record, field)
	not candidate.entry.activity
	not _key_in_use(candidate.entry)
}

_undecided(candidate) if {
	_idle(candidate.entry, candidate.app, candidate.limit)
	_key_untold(candidate.entry)
	not _key_in_use(candidate.entry)
}

# One of the keys of the account was used; that another was made and never used is no use of the account.
_key_in_use(account) if {
	some key in _keys_of(account)
	key.activity.used >= limits.cutoff(key.app, _id, "machine")
}

_key_untold(account) if {
	some key in _keys_of(account)
	not key.activity
}

_keys_of(entry) := [key |
	some key in input.credentials
	key.record.principal == entry.record.id
	not key.record.type in _without_last_use
	status.working(key)
]

# Of an account that is told itself, its keys are not.
_told_before(candidate) if {
	account := _account_of[candidate.entry.record.principal]
	_is_machine(account)
	status.usable(account)
	_idle(account, account.app, "machine")
	not _key_in_use(account)
	not _key_untold(account)
}

_is_machine(account) if account.kind in machine.kinds

_is_machine(account) if {
	input.kind in machine.kinds
	account.kind == "unknown"
}

default _severity(_) := {}

_severity(entry) := {"severity": "high"} if entry.privileged

_severity(entry) := {"severity": "high"} if _account_of[entry.record.principal].privileged

_text(entry, "unused") := concat(" ", ["was not used since", entry.activity.used])

_text(entry, "never-used") := concat(" ", ["was never used, and is there since", _made(entry)])

_base(candidate, reason) := object.union(
	candidate.about,
	{"id": candidate.entry.record.id, "app": candidate.app, "reason": reason},
)
