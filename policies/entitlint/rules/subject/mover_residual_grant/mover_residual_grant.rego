# METADATA
# title: Access of an earlier job kept
# description: |
#   Somebody works elsewhere now, and still holds what a role gave them by the department, title, manager or employment they had
#   before, or what they were granted then and roles give to others. Or so much has piled up over moves that it is a finding by itself.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The grant is privileged.
#   examines: subject
#   reasons:
#     residual: residual
#     accumulation: accumulation
#     selector-unread: undecided
#   shared:
#     selector-unread: a role is given by attributes that no source reads
#   params:
#     grace:
#       type: duration
#       description: How long somebody may keep access of the earlier job, to hand it over.
#       default: P7D
#     accumulation:
#       type: number
#       by: nothing
#       range: [1]
#       whole: true
#       description: How many entitlements beyond their roles somebody who has moved may hold before that is a finding.
#       default: 5
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   needs:
#     - kind: grant
#     - kind: identity
#       anywhere: [department, title, managerId, employmentType]
#     - declared: access
#   rests_on:
#     - reasons: [residual]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status, department]}
#         - {declared: access}
#     - reasons: [accumulation]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status, department]}
#         - {declared: access}
#   cause_of: group-policy-drift
#   controls: [PR.AA-05, PS-5, AC-2, AC-6, AC-6(7), CIS 6.2, CIS 6.8, A.5.18, A.6.5, CC6.3, AI MANAGE 2.4]
#   remediation: Take the access away, or have it approved anew for the present job.
#   false_positives:
#     - The time to hand over is no finding.
#     - Two jobs at once, or a secondment, are a line in the role of the other job, with its end.
#     - What was approved for the present job carries the approval.
package entitlint.rules.subject.mover_residual_grant

import data.entitlint.lib.decided
import data.entitlint.lib.exposure
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "mover-residual-grant"

deny contains finding if {
	some [account, grant, at, why] in _residual
	not decided.unsettled(grant)
	at < limits.cutoff(grant.system, _id, "grace")
	raised := wording.raised(
		object.union_n([_base(account, grant, "residual"), lifecycle.about, {"msg": concat("", [
			account.record.id,
			" still holds ",
			grant.name,
			" in ",
			grant.system,
			decided.ways(grant),
			", ",
			why,
			".",
		])}]),
		grant,
		"high",
	)
	finding := exposure.lasting(raised, _id, exposure.from(at))
}

deny contains finding if {
	input.moved
	held := {[grant.system, grant.name] |
		some [_, grant] in _beyond
		not decided.unsettled(grant)
		not _is_handed_over(grant)
	}
	count(held) >= data.estate.params[_id].accumulation
	finding := object.union_n([{"id": input.id, "app": min({system | some [system, _] in held}), "reason": "accumulation"}, lifecycle.about, {"msg": concat("", [
		input.id,
		" has moved (",
		_move,
		") and holds ",
		format_int(count(held), 10),
		" entitlements that no role of theirs gives.",
	])}])
}

unknown contains finding if {
	some [account, grant, _, _] in _residual
	role := grant.unsettled
	finding := object.union(_base(account, grant, "selector-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" may keep ",
		grant.name,
		" in ",
		grant.system,
		" cannot be judged: the role ",
		role,
		" is given by attributes that no source reads.",
	])})
}

# What roles decide about, and none of the subject's roles gives.
_beyond contains [account, grant] if {
	decided.concerned
	some account in input.accounts
	not status.ended(account)
	some grant in account.grants
	decided.stray(grant)
	_is_governed(grant)
	decided.works(grant, account.observedAt)
	not grant.isDefault
	not grant.record.approvalRef
}

# There is time to hand over what a role gave until lately, however much it is.
_is_handed_over(grant) if grant.former.until >= limits.cutoff(grant.system, _id, "grace")

_is_governed(grant) if decided.governed(grant)

_is_governed(grant) if grant.former

_residual contains [account, grant, grant.former.until, why] if {
	some [account, grant] in _beyond
	why := concat("", ["which the role ", grant.former.role, " gave until ", grant.former.until])
}

_residual contains [account, grant, input.moved.at, why] if {
	some [account, grant] in _beyond
	not grant.former
	grant.record.grantedAt < input.moved.at
	why := concat("", ["granted before ", _move])
}

_move := concat("", ["another ", input.moved.field, " after ", input.moved.at])

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
