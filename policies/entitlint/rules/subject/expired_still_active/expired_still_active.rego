# METADATA
# title: Expired, and still in effect
# description: |
#   The day on which an identity, an entry of the registry, an account, a grant, a membership or a credential was to end has
#   passed, and it still works. Whoever counted on the end was wrong.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     critical: What has ended gives something privileged.
#   examines: subject
#   reasons:
#     identity: expired
#     registry: expired
#     account: expired
#     grant: expired
#     membership: expired
#     credential: expired
#     account-unknown: undecided
#     expiry-unread: undecided
#     status-unknown: undecided
#     use-unknown: undecided
#   params:
#     skew:
#       type: duration
#       description: By how much clocks may differ.
#       default: PT15M
#     enforced:
#       type: list
#       of: system
#       description: Systems that let nothing in after its end, whatever status they show.
#       default: []
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [identity]
#       facts:
#         - {kind: identity, fields: [status, expiresAt], values: {expiresAt: [past]}}
#     - reasons: [registry]
#       facts:
#         - {kind: account, fields: [status]}
#         - {registry: [expires]}
#     - reasons: [account]
#       facts:
#         - {kind: account, fields: [status, expiresAt], values: {expiresAt: [past]}}
#     - reasons: [grant]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant, fields: [expiresAt], values: {expiresAt: [past]}}
#     - reasons: [membership]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: membership, fields: [expiresAt], values: {expiresAt: [past]}}
#     - reasons: [credential]
#       facts:
#         - {kind: credential, fields: [status, expiresAt], values: {expiresAt: [past]}}
#   controls: [NHI1:2025, NHI7:2025, PR.AA-05, PR.AA-01, AC-2(3), AC-2(2), IA-5, CIS 6.2, A.5.18, CC6.3, AI GOVERN 1.7]
#   remediation: Remove what has expired, and mend what should have ended it; or give it a new end, with somebody's approval.
#   false_positives:
#     - A system that enforces the end itself is named in `enforced`.
#     - A date without time holds to the end of that day in the zone of its source.
#     - A credential that its system shows as expired no longer works.
package entitlint.rules.subject.expired_still_active

import data.entitlint.lib.exposure
import data.entitlint.lib.limits
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "expired-still-active"

deny contains finding if {
	some entry in input.identities
	entry.record.status in status.in_use
	_expired(entry.expires, entry.system)
	finding := _violation("identity", entry.system, entry.record.id, entry.expires, {"identity": entry.record.id}, _whole)
}

deny contains finding if {
	_expired(input.registry.expires, input.home)
	_in_use
	finding := _violation("registry", input.home, input.registry.id, input.registry.expires, {}, _whole)
}

deny contains finding if {
	some account in input.accounts
	status.enabled(account)
	_expired(account.expires, account.app)
	finding := _violation("account", account.app, account.record.id, account.expires, _of(account), account)
}

deny contains finding if {
	some account in input.accounts
	status.usable(account)
	some grant in account.grants
	grant.observed
	grant.record.effect == "allow"
	_expired(grant.expires, grant.system)
	about := object.union(_of(account), {"grant": grant.record.id})
	finding := _violation("grant", account.app, grant.record.id, grant.expires, about, grant)
}

deny contains finding if {
	some account in input.accounts
	status.usable(account)
	some membership in account.memberships
	_expired(membership.expires, membership.system)
	finding := _violation("membership", membership.system, membership.id, membership.expires, _of(account), {})
}

deny contains finding if {
	some entry in input.credentials
	entry.record.status == "active"
	_expired(entry.expires, entry.app)
	finding := _violation("credential", entry.app, entry.record.id, entry.expires, {"credential": entry.record.id}, {})
}

unknown contains finding if {
	some account in input.accounts
	status.undecided(account)
	some expires in _ends(account)
	_expired(expires, account.app)
	finding := _doubtful(account.app, account.record.id, "account-unknown", _of(account))
}

unknown contains finding if {
	some account in input.accounts
	status.enabled(account)
	reading.unread(account.record, "expiresAt")
	finding := _doubtful(account.app, account.record.id, "expiry-unread", _of(account))
}

unknown contains finding if {
	some account in input.accounts
	status.usable(account)
	some grant in account.grants
	reading.unread(grant.record, "expiresAt")
	about := object.union(_of(account), {"grant": grant.record.id})
	finding := _doubtful(account.app, grant.record.id, "expiry-unread", about)
}

unknown contains finding if {
	some entry in input.identities
	entry.record.status in status.in_use
	reading.unread(entry.record, "expiresAt")
	finding := _doubtful(entry.system, entry.record.id, "expiry-unread", {"identity": entry.record.id})
}

unknown contains finding if {
	some entry in input.identities
	entry.record.status == "unknown"
	_expired(entry.expires, entry.system)
	finding := _doubtful(entry.system, entry.record.id, "status-unknown", {"identity": entry.record.id})
}

unknown contains finding if {
	some entry in input.credentials
	entry.record.status == "unknown"
	_expired(entry.expires, entry.app)
	finding := _doubtful(entry.app, entry.record.id, "status-unknown", {"credential": entry.record.id})
}

unknown contains finding if {
	some entry in input.credentials
	entry.record.status == "active"
	reading.unread(entry.record, "expiresAt")
	finding := _doubtful(entry.app, entry.record.id, "expiry-unread", {"credential": entry.record.id})
}

unknown contains finding if {
	_expired(input.registry.expires, input.home)
	not _in_use
	_perhaps_in_use
	finding := _doubtful(input.home, input.registry.id, "use-unknown", {})
}

_expired(expires, system) if {
	expires < limits.cutoff(system, _id, "skew")
	not system in data.estate.params[_id].enforced
}

_in_use if {
	some account in input.accounts
	status.usable(account)
}

_in_use if {
	some entry in input.credentials
	status.working(entry)
}

_perhaps_in_use if {
	some account in input.accounts
	status.undecided(account)
}

_perhaps_in_use if {
	some entry in input.credentials
	status.perhaps_working(entry)
}

_ends(account) := ({end | end := account.expires} | {membership.expires | some membership in account.memberships}) | {grant.expires |
	some grant in account.grants
	grant.observed
	grant.record.effect == "allow"
}

# What is about the subject as a whole is as grave as the gravest of its accounts.
default _whole := {}

_whole := {"privileged": true} if machine.privileged

_of(account) := {"account": account.record.id}

_violation(reason, app, id, expires, about, raiser) := exposure.lasting(
	wording.raised(
		object.union_n([{"id": id, "app": app, "reason": reason}, about, {"msg": concat("", [
			id,
			" expired at ",
			expires,
			" and is still in effect.",
		])}]),
		raiser,
		"critical",
	),
	_id,
	exposure.from(expires),
)

_doubtful(app, id, reason, about) := object.union_n([{"id": id, "app": app, "reason": reason}, about, {"msg": concat("", [
	"Whether ",
	id,
	" outlives its end cannot be judged: ",
	_doubt_text[reason],
	".",
])}])

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"expiry-unread": "its end could not be read",
	"status-unknown": "its status is not known",
	"use-unknown": "nothing tells whether its accounts and keys work",
}
