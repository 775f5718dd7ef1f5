# METADATA
# title: Group or access differs from what was declared
# description: |
#   Somebody is in a group, or holds an entitlement, that no role gives them, where the application's mode says that this means
#   something; or a role gives them what they do not have, although the time to apply it has passed. What is declared and was not to be
#   applied yet is pending, and no finding.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: What was not decided is privileged.
#     low: Something decided is missing.
#   examines: subject
#   reasons:
#     extra: extra
#     missing: missing
#     selector-unread: undecided
#     since-unknown: undecided
#   shared:
#     selector-unread: a role is given by attributes that no source reads
#     since-unknown: nothing tells since when the roles are declared
#   params:
#     sla:
#       type: duration
#       description: How long it may take to apply what was declared, where the application's `lifecycle.sla` does not say.
#       default: PT24H
#   needs:
#     - declared: access
#   rests_on:
#     - reasons: [extra]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status]}
#         - {declared: access}
#     - reasons: [extra]
#       facts:
#         - {kind: membership}
#         - {kind: group}
#         - {kind: identity, of: people, fields: [status]}
#         - {declared: access}
#     - reasons: [missing]
#       facts:
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status]}
#         - {declared: access}
#     - reasons: [missing]
#       facts:
#         - {kind: membership}
#         - {kind: group}
#         - {kind: identity, of: people, fields: [status]}
#         - {declared: access}
#   controls: [PR.AA-05, PR.PS-01, AC-2, CM-3, CM-6(2), CIS 6.8, A.5.15, A.8.9, CC6.3, CC8.1, AI GOVERN 2.1]
#   remediation: Change the role by a pull request, or put the system back to what it says.
#   false_positives:
#     - What was declared a moment ago is pending until the application's time to apply it has passed.
#     - A line whose end has passed asks for nothing any more, and leaves the same time to take away what it gave.
#     - Whoever works elsewhere now keeps what a role gave them before as long as `grace` of mover-residual-grant says, to hand it over.
#     - Somebody without any account there is told once, by `joiner-timing`, where a birthright role gives it.
#     - Who is in a dynamic group follows from its rule, and is no drift.
#     - What an application gives everybody by default is marked `default` in its access file, and is not extra.
package entitlint.rules.subject.group_policy_drift

import data.entitlint.lib.decided
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "group-policy-drift"

deny contains finding if {
	some [account, grant] in _extra_grants
	not decided.unsettled(grant)
	finding := wording.raised(
		object.union_n([_grant(account, grant, "extra"), lifecycle.about, {"msg": concat("", [
			grant.name,
			" in ",
			grant.system,
			" is held by ",
			account.record.id,
			decided.ways(grant),
			", and nothing that was declared gives it.",
		])}]),
		grant,
		"high",
	)
}

deny contains finding if {
	some [account, membership] in _extra_memberships
	not decided.unsettled(membership)
	finding := wording.raised(
		object.union_n([_membership(account, membership, "extra"), lifecycle.about, {"msg": concat("", [
			account.record.id,
			" is in the group ",
			membership.name,
			" of ",
			membership.system,
			", and nothing that was declared puts it there.",
		])}]),
		membership,
		"high",
	)
}

deny contains finding if {
	some [base, entry] in _missing
	entry.since < _limit(entry)
	finding := object.union_n([base, lifecycle.about, {
		"reason": "missing",
		"severity": "low",
		"msg": concat("", [
			entry.name,
			" in ",
			entry.system,
			" was declared at ",
			decided.line(entry),
			" for ",
			input.id,
			", and is not there since ",
			entry.since,
			".",
		]),
	}])
}

unknown contains finding if {
	some [account, grant] in _extra_grants
	finding := object.union(_grant(account, grant, "selector-unread"), {"msg": _unsettled(grant)})
}

unknown contains finding if {
	some [account, membership] in _extra_memberships
	finding := object.union(_membership(account, membership, "selector-unread"), {"msg": _unsettled(membership)})
}

unknown contains finding if {
	some [base, entry] in _missing
	not entry.since
	finding := object.union(base, {"reason": "since-unknown", "msg": concat("", [
		"Whether ",
		entry.name,
		" in ",
		entry.system,
		" should be there by now for ",
		input.id,
		" cannot be judged: nothing tells since when ",
		decided.line(entry),
		" declares it.",
	])})
}

_extra_grants contains [account, grant] if {
	decided.concerned
	some account in input.accounts
	not status.ended(account)
	some grant in account.grants
	decided.stray(grant)
	decided.judged(grant)
	decided.works(grant, account.observedAt)
	not grant.isDefault
	not _is_ending(grant)
	not _is_handed_over(grant)
	not grant.via[0] in _strange_groups
}

_extra_memberships contains [account, membership] if {
	decided.concerned
	some account in input.accounts
	some membership in account.memberships
	decided.stray(membership)
	decided.judged(membership)
	not membership.byRule
	not membership.expires < membership.observedAt
	not _is_ending(membership)
}

# Whatever comes by a group that somebody should not be in goes with it.
_strange_groups := {membership.group | some [_, membership] in _extra_memberships}

# The line that gave it is over, and there is time to take it away.
_is_ending(entry) if entry.lapsed >= _limit(entry)

# Whoever works elsewhere now has time to hand over what a role gave them before; mover-residual-grant says how much.
_is_handed_over(grant) if grant.former.until >= limits.cutoff(grant.system, "mover-residual-grant", "grace")

_missing contains [{"id": entry.id, "app": entry.system}, entry] if {
	decided.is_at_work
	some entry in input.expected
	not entry.from > data.estate.run.now
	not decided.told_as_newcomer(entry)
	not entry.via[0] in _awaited_groups
}

_missing contains [_membership(account, membership, "missing"), membership] if {
	decided.is_at_work
	some account in input.accounts
	some membership in account.memberships
	not membership.observed
}

_missing contains [_grant(account, grant, "missing"), grant] if {
	decided.is_at_work
	some account in input.accounts
	some grant in account.grants
	not grant.observed
	grant.record.effect == "allow"
	not grant.via[0] in _awaited_groups
}

# Whatever a group brings comes with the group.
_awaited_groups := {entry.target | some entry in input.expected} | {membership.group |
	some account in input.accounts
	some membership in account.memberships
	not membership.observed
}

_limit(entry) := limits.cutoff(entry.system, _id, "sla")

_unsettled(entry) := concat("", [
	"Whether ",
	input.id,
	" may have ",
	entry.name,
	" in ",
	entry.system,
	" cannot be judged: the role ",
	entry.unsettled,
	" is given by attributes that no source reads.",
])

_grant(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}

_membership(account, membership, reason) := {
	"id": membership.id,
	"app": membership.system,
	"reason": reason,
	"account": account.record.id,
}
