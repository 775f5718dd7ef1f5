# METADATA
# title: Key that outlives whoever it belongs to
# description: |
#   The person or machine that a key was made for is inactive by every record that decides, or the people who answer for the key
#   have all gone, and it still works. Keys and tokens are not ended by disabling an account unless the application says so. The
#   keys of one machine whose keepers have left are one finding; where the machine itself has owners, they are left to `nhi-owner-inactive`.
# schemas:
#   - input: schema.subject
# custom:
#   severity: critical
#   severities:
#     high: "It is a machine's, and whoever answers for the machine has gone: its owner is to be replaced first."
#     medium: It does not work while its account is disabled.
#   examines: credential
#   reasons:
#     inactive: inactive
#     deleted: inactive
#     dormant: dormant
#     owner: owner
#     maker: owner
#     credential-unknown: undecided
#     subject-unknown: undecided
#     since-unread: undecided
#     owner-unknown: undecided
#   shared:
#     owner-unknown: who answers for its keys cannot be found among its people
#   params:
#     grace:
#       type: duration
#       description: How long a key may work after a departure, by the channel that disables accounts in the application.
#       default:
#         default: PT60M
#         batch: PT24H
#         manual: PT24H
#     ownerGrace:
#       type: duration
#       description: How long a key may work whose owners have left, so that somebody can take it over.
#       default: P7D
#   needs:
#     - kind: credential
#       fields: [status]
#     - kind: identity
#       of: people
#       fields: [status]
#   rests_on:
#     - reasons: [inactive]
#       facts:
#         - {kind: credential, fields: [status], values: {principal: [account, identity], type: [api-key, pat, oauth-client-secret, oauth-refresh, oauth-consent, ssh-key, certificate, sa-key, unknown]}}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [deleted]
#       facts:
#         - {kind: credential, fields: [status], values: {principal: [account, identity], type: [api-key, pat, oauth-client-secret, oauth-refresh, oauth-consent, ssh-key, certificate, sa-key, unknown]}}
#         - {kind: identity, of: people}
#     - reasons: [dormant]
#       facts:
#         - {kind: credential, fields: [status], values: {principal: [account], type: [api-key, pat, oauth-client-secret, oauth-refresh, oauth-consent, ssh-key, certificate, sa-key, unknown]}}
#         - {kind: account, fields: [status], values: {status: [disabled, suspended, terminated, deleted]}}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [owner]
#       facts:
#         - {kind: credential, fields: [status, owners]}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [maker]
#       facts:
#         - {kind: credential, fields: [status, createdBy]}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#   controls: [NHI1:2025, NHI7:2025, PR.AA-01, PR.AA-05, PS-4, IA-5, AC-2(3), CIS 6.2, A.5.17, A.6.5, CC6.1, CC6.3, AI GOVERN 1.7]
#   remediation: >-
#     Where its person has gone, revoke the key, and rotate whatever else they could read. Where its keepers have gone and a
#     machine goes on using it, let somebody take it over first, and then rotate it.
#   false_positives:
#     - One owner of a key who is still here is enough, whoever else has left.
#     - Machines that have owners of their own are told once each, by `nhi-owner-inactive`, and never key by key.
#     - Where the application declares that deactivation blocks every use, the keys of an account that is off are dormant, which is medium.
#     - A departure that the channel has not had time to carry out is in flight until the grace has passed.
#     - A password works as long as its account does, which `leaver-account-enabled` tells.
#     - What lets an agent act for somebody is told by `nhi-agent-tool-residual`.
package entitlint.rules.subject.leaver_credential_active

import data.entitlint.lib.lapse
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.owners
import data.entitlint.lib.status
import future.keywords.not

_id := "leaver-credential-active"

_blocking := {"verified", "assumed"}

_account_of[account.record.id] := account if some account in input.accounts

deny contains finding if {
	some entry in input.credentials
	_is_key(entry)
	status.working(entry)
	gone := _gone(entry)
	_overdue(entry, gone, limits.cutoff(entry.app, _id, "grace"))
	finding := object.union_n([_base(entry, _reason(entry, gone)), _severity(entry), _about(entry), {"msg": concat("", [
		entry.record.id,
		_state_text(entry),
		" and ",
		_gone_text(entry),
		".",
	])}])
}

deny contains finding if {
	first := min({entry.record.id | some entry in _left})
	some entry in _left
	entry.record.id == first
	finding := object.union(_base(entry, _keeper(entry)), {"id": input.id, "severity": "high", "msg": concat("", [
		first,
		_others,
		" still works, and everybody who answers for it has gone: let somebody take ",
		input.id,
		" over, then rotate the key.",
	])})
}

unknown contains finding if {
	some entry in input.credentials
	doubt := _doubt(entry)
	finding := object.union_n([_base(entry, doubt), _about(entry), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" outlives whoever it belongs to cannot be judged: ",
		_doubt_text[doubt],
		".",
	])}])
}

_is_key(entry) if {
	entry.record.type != "password"
	not _of_agent(entry)
}

# What lets an agent act for somebody is told by the rule about agents.
_of_agent(entry) if {
	input.kind == "agent"
	entry.record.type in {"oauth-consent", "oauth-refresh"}
}

_gone(entry) := lapse.reason(_account_of[entry.record.principal]) if {
	lapse.reason(_account_of[entry.record.principal]) in {"inactive", "deleted"}
}

else := lifecycle.reason if not _account_of[entry.record.principal]

_overdue(entry, gone, cutoff) if lapse.overdue(_account_of[entry.record.principal], gone, cutoff)

_overdue(entry, _, cutoff) if {
	not _account_of[entry.record.principal]
	lifecycle.overdue(cutoff)
}

# The application lets nothing in that belongs to an account which is off, and has said so.
_dormant(entry) if {
	status.unusable(_account_of[entry.record.principal])
	limits.blocks_use(entry.app) in _blocking
}

_reason(entry, _) := "dormant" if _dormant(entry)

else := gone if {
	gone := _gone(entry)
}

default _severity(_) := {}

_severity(entry) := {"severity": "medium"} if _dormant(entry)

_state_text(entry) := " works again as soon as its account does," if _dormant(entry)

else := " still works,"

_gone_text(entry) := concat(" ", ["it belongs to somebody who is gone", lifecycle.since]) if {
	not _account_of[entry.record.principal]
}

else := concat(" ", ["its account", lapse.reason_text(_account_of[entry.record.principal], gone)]) if {
	gone := _gone(entry)
}

# Keys that people answer for who have all left, of machines that have no owner themselves.
_left := [entry | some entry in input.credentials; status.working(entry); _forsaken(entry)]

_forsaken(entry) if {
	input.kind != "human"
	states := _states(entry)
	"inactive" in states
	count(states & {"active", "unknown"}) == 0
	_owners_overdue(entry, limits.cutoff(entry.app, _id, "ownerGrace"))
}

# Whoever made a key answers for it where nobody else does.
_keeper(entry) := "owner" if count(entry.record.owners) > 0

else := "maker"

_states(entry) := {owners.state(owner) | some owner in entry.owners} if count(input.owners) == 0

_owners_overdue(entry, cutoff) if owners.left(entry.owners) < cutoff

_owners_overdue(entry, _) if not owners.left(entry.owners)

_others := "" if count(_left) == 1

else := concat("", [" (with ", format_int(count(_left) - 1, 10), " more)"])

_doubt(entry) := "credential-unknown" if {
	status.perhaps_working(entry)
	_is_without_anybody(entry)
}

else := doubt if {
	_is_key(entry)
	status.working(entry)
	doubt := _doubt_about_holder(entry)
}

_is_without_anybody(entry) if {
	_is_key(entry)
	_gone(entry)
}

_is_without_anybody(entry) if _forsaken(entry)

_doubt_about_holder(entry) := "subject-unknown" if lifecycle.state == "unknown"

else := "since-unread" if {
	_gone(entry)
	lifecycle.change.kind == "unread"
}

else := "owner-unknown" if {
	states := _states(entry)
	count(states & {"unknown", "unresolved"}) > 0
	not "active" in states
}

_doubt_text := {
	"credential-unknown": "its own status is not known",
	"subject-unknown": "the status of its subject is not known",
	"since-unread": "since when its subject is inactive could not be read",
	"owner-unknown": "nothing is known of those who answer for it",
}

_about(entry) := lifecycle.about if not _account_of[entry.record.principal]

else := object.union(lapse.about(_account_of[entry.record.principal]), lifecycle.about)

_base(entry, reason) := object.union(_holder(entry), {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
})

default _holder(_) := {}

_holder(entry) := {"account": entry.record.principal} if _account_of[entry.record.principal]
