# METADATA
# title: Machine whose owners have all gone
# description: |
#   A machine has owners on record, and none of them is here any more: they left, their group is empty, or the name leads nowhere.
#   One finding for each machine, however many owners it had.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   severities:
#     critical: The machine is privileged.
#   examines: machine
#   reasons:
#     inactive: ownerless
#     empty: ownerless
#     unresolved: ownerless
#     owner-unknown: undecided
#     subject-unknown: undecided
#   params:
#     grace:
#       type: duration
#       description: How long a machine may stay with owners who have left.
#       default: P7D
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   rests_on:
#     - reasons: [inactive]
#       facts:
#         - {kind: identity, fields: [status, kind, owners], values: {kind: [service, agent, workload, shared]}}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [inactive]
#       facts:
#         - {kind: account}
#         - {registry: [owner]}
#         - {kind: identity, of: owners, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [empty]
#       facts:
#         - {kind: identity, fields: [status, kind, owners], values: {kind: [service, agent, workload, shared]}}
#         - {kind: group, of: owners}
#         - {kind: membership, of: owners}
#     - reasons: [empty]
#       facts:
#         - {kind: account}
#         - {registry: [owner]}
#         - {kind: group, of: owners}
#         - {kind: membership, of: owners}
#     - reasons: [unresolved]
#       facts:
#         - {kind: identity, fields: [status, kind, owners], values: {kind: [service, agent, workload, shared]}}
#         - {kind: identity, of: owners}
#     - reasons: [unresolved]
#       facts:
#         - {kind: account}
#         - {registry: [owner]}
#         - {kind: identity, of: owners}
#   controls: [NHI1:2025, PR.AA-01, GV.RR-02, AC-2, AC-2(3), PS-4, CIS 5.5, CIS 6.2, A.5.16, A.6.5, CC6.2, AI GOVERN 2.1]
#   remediation: Transfer ownership first, to somebody who confirms it; rotate what the leaver could read; disable the machine only if nobody takes it.
#   false_positives:
#     - An owner on leave is still an owner.
#     - One active owner among several is enough.
#     - An owner who left within the grace is being replaced.
package entitlint.rules.subject.nhi_owner_inactive

import data.entitlint.lib.exposure
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.machine
import data.entitlint.lib.owners
import future.keywords.not

_id := "nhi-owner-inactive"

deny contains finding if {
	_owned
	lifecycle.state == "active"
	reason := _reason
	_overdue(reason, limits.cutoff(input.home, _id, "grace"))
	found := object.union_n([_base(reason), _severity, {"msg": concat("", [input.id, " ", _text[reason], "."])}])
	finding := exposure.lasting(found, _id, _lasting(reason))
}

unknown contains finding if {
	_owned
	reason := _doubt
	finding := object.union(_base(reason), {"msg": concat("", [
		"Whether anybody answers for ",
		input.id,
		" cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_owned if {
	machine.governed
	not input.registry.proposed
}

_reason := "inactive" if {
	"inactive" in owners.states
	count(owners.states & {"active", "unknown"}) == 0
}

else := "empty" if {
	"empty" in owners.states
	count(owners.states & {"active", "unknown"}) == 0
}

else := "unresolved" if owners.states == {"unresolved"}

_doubt := "owner-unknown" if {
	"unknown" in owners.states
	not "active" in owners.states
}

else := "subject-unknown" if {
	lifecycle.state == "unknown"
	_reason
}

_overdue(reason, _) if reason in {"empty", "unresolved"}

_overdue("inactive", cutoff) if owners.last_left < cutoff

_overdue("inactive", _) if not owners.last_left

default _lasting(_) := {}

_lasting("inactive") := exposure.from(owners.last_left)

default _severity := {}

_severity := {"severity": "critical"} if machine.privileged

_text := {
	"inactive": "is owned by people who have all gone",
	"empty": "is owned by a group without members",
	"unresolved": "is owned by a name that leads to nobody",
}

_doubt_text := {
	"owner-unknown": "the status of its owners is not known",
	"subject-unknown": "it is not known whether it is still in use",
}

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
