# METADATA
# title: Newcomer with more than their roles give
# description: |
#   Somebody has come within the last weeks, or has got the account then, and already holds what roles decide about and give
#   somebody else: no role of theirs names it, and nobody approved it.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The grant is privileged.
#   examines: grant
#   reasons:
#     excess: excess
#     selector-unread: undecided
#   shared:
#     selector-unread: a role is given by attributes that no source reads
#   params:
#     window:
#       type: duration
#       description: How long somebody, or an account, counts as new.
#       default: P30D
#   needs:
#     - kind: grant
#     - declared: access
#   rests_on:
#     - reasons: [excess]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status]}
#         - {declared: access}
#   cause_of: group-policy-drift
#   controls: [PR.AA-05, AC-2, AC-6, CIS 6.1, CIS 6.8, A.5.15, A.5.18, CC6.2, CC6.3]
#   remediation: Take it away and have it asked for, or add the person to a role that gives it.
#   false_positives:
#     - A role that an application gives everybody is marked `default` in its access file.
#     - What was approved carries the approval, and is left alone.
#     - Accounts that were there when the application was first read are not new because of that.
package entitlint.rules.subject.joiner_excess_access

import data.entitlint.lib.decided
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "joiner-excess-access"

_people := {"human", "external", "unknown"}

deny contains finding if {
	some [account, grant, since] in _excess
	not decided.unsettled(grant)
	finding := wording.raised(
		object.union_n([_base(account, grant, "excess"), lifecycle.about, {"msg": concat("", [
			account.record.id,
			" is new since ",
			since,
			" and holds ",
			grant.name,
			" in ",
			grant.system,
			decided.ways(grant),
			", which no role of theirs gives and nobody approved.",
		])}]),
		grant,
		"high",
	)
}

unknown contains finding if {
	some [account, grant, _] in _excess
	finding := object.union(_base(account, grant, "selector-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" may hold ",
		grant.name,
		" in ",
		grant.system,
		" cannot be judged: the role ",
		grant.unsettled,
		" is given by attributes that no source reads.",
	])})
}

_excess contains [account, grant, since] if {
	input.kind in _people
	decided.concerned
	some account in input.accounts
	not status.ended(account)
	since := max(_starts(account))
	some grant in account.grants
	decided.stray(grant)
	decided.governed(grant)
	decided.works(grant, account.observedAt)
	not grant.isDefault
	not grant.record.approvalRef
	not _is_approved(grant)
}

# When the account or its person came, where that is not longer ago than the window.
_starts(account) := {at |
	some at in _known_starts(account)
	at > limits.cutoff(account.app, _id, "window")
}

_known_starts(account) := ({at | at := account.created} | {at |
	some entry in lifecycle.deciding
	at := entry.record.startDate
}) | (_first_seen(account) | _arrived)

_arrived := {entry.firstSeen |
	some entry in lifecycle.deciding
	not entry.record.startDate
	entry.firstSeen > data.estate.sources[entry.system].firstLook
}

# What was there at the first look may be much older.
_first_seen(account) := {account.firstSeen |
	not account.created
	account.firstSeen > data.estate.sources[account.app].firstLook
}

_is_approved(grant) if {
	some approval in input.approvals
	approval.of == grant.record.id
}

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
