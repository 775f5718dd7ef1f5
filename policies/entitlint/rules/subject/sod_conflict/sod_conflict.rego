# METADATA
# title: Duties that nobody may have together
# description: |
#   One person or machine holds both sides of a conflict that `access/sod.yaml` declares, by whatever accounts, groups and roles; or would,
#   once what was declared is applied. The severity is the conflict's own, one lower where a side still has to be switched on. A side that is
#   declared by tags leaves out what only lets people read.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     critical: The conflict is declared critical.
#     medium: The conflict is declared medium.
#     low: The conflict is declared low.
#     info: The conflict is declared informational.
#   examines: subject
#   reasons:
#     held: conflict
#     declared: conflict
#     environment-unknown: undecided
#   needs:
#     - declared: duties
#     - kind: grant
#   rests_on:
#     - reasons: [held]
#       facts:
#         - {kind: grant}
#         - {declared: duties}
#     - reasons: [declared]
#       facts:
#         - {kind: grant}
#         - {kind: identity, of: people}
#         - {declared: access}
#         - {declared: duties}
#   controls: [NHI5:2025, PR.AA-05, AC-5, AC-6, CIS 6.8, A.5.3, CC6.3, AI GOVERN 2.1]
#   remediation: Take one side away, or waive the conflict with the control that stands in its place.
#   false_positives:
#     - Sides in different environments are no conflict, unless its scope is `any`.
#     - Access that is over is held no more.
#     - Access that another grant denies is not held.
package entitlint.rules.subject.sod_conflict

import data.entitlint.lib.decided
import data.entitlint.lib.lifecycle
import future.keywords.not

_lower := {"critical": "high", "high": "medium", "medium": "low", "low": "info", "info": "info"}

deny contains finding if {
	some conflict, settings in data.estate.sod
	[rank, a, b] := min({[_rank(a, b), a, b] | some [a, b] in _pairs(conflict); _same_place(settings, a, b)})
	finding := object.union_n([_about(conflict, a, b), _severity(settings, rank), {
		"reason": _reason(rank),
		"msg": concat("", [
			input.id,
			_verb(rank),
			conflict,
			": ",
			_way(a),
			", and ",
			_way(b),
			_because(settings),
			".",
		]),
	}])
}

unknown contains finding if {
	some conflict, settings in data.estate.sod
	count({1 | some [a, b] in _pairs(conflict); _same_place(settings, a, b)}) == 0
	[a, b] := min({[a, b] | some [a, b] in _pairs(conflict); _unknown_place(a, b)})
	finding := object.union_n([_about(conflict, a, b), {"reason": "environment-unknown", "msg": concat("", [
		"Whether ",
		input.id,
		" holds both sides of ",
		conflict,
		" in one environment cannot be judged: ",
		_way(a),
		", and ",
		_way(b),
		", of which one has no environment.",
	])}])
}

_pairs(conflict) := {[a, b] |
	lifecycle.state in {"active", "unknown", "none"}
	some a in _ways(conflict, "a")
	some b in _ways(conflict, "b")
}

_ways(conflict, side) := {duty |
	some duty in input.duties
	duty.conflict == conflict
	duty.side == side
	not _is_over(duty)
}

_is_over(duty) if {
	some account in input.accounts
	account.record.id == duty.account
	some grant in account.grants
	grant.record.id == duty.grant
	not decided.works(grant, account.observedAt)
}

_same_place(settings, _, _) if settings.scope == "any"

_same_place(_, a, b) if a.environment == b.environment

_same_place(_, a, b) if {
	not a.environment
	not b.environment
}

# That neither has one makes it the same place, and is told before.
_unknown_place(a, _) if not a.environment

_unknown_place(_, b) if not b.environment

# What works now comes before what has to be switched on, and that before what is only declared.
_rank(a, b) := 0 if {
	_observed(a, b)
	not _eligible(a, b)
}

else := 1 if _observed(a, b)

else := 2

_observed(a, b) if {
	a.observed
	b.observed
}

_eligible(a, _) if a.eligible

_eligible(_, b) if b.eligible

_reason(rank) := "held" if rank < 2

else := "declared"

_severity(settings, 1) := {
	"severity": _lower[settings.severity],
	"why": concat("", ["The conflict is declared ", settings.severity, ", and has to be switched on first."]),
}

_severity(settings, rank) := {"severity": settings.severity} if rank in {0, 2}

_verb(0) := " holds both sides of "

_verb(1) := " can switch on both sides of "

_verb(2) := " will hold both sides of "

_way(duty) := concat("", [duty.name, " in ", duty.system, _by(duty), _line(duty)])

_by(duty) := concat("", [" by ", concat(" → ", array.concat([account], object.get(duty, "via", [])))]) if account := duty.account

else := ""

_line(duty) := concat("", [" (declared at ", line, ")"]) if line := decided.line(duty)

else := ""

_because(settings) := concat("", [": ", reason]) if reason := settings.reason

else := ""

# A side that is only declared is the one that completes it.
_app(a, b) := a.system if {
	not a.observed
	b.observed
}

else := b.system

_about(conflict, a, b) := object.union({"id": concat("/", [input.id, conflict]), "app": _app(a, b)}, lifecycle.about)
