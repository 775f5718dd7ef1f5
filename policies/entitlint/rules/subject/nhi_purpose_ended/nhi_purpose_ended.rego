# METADATA
# title: Machine whose purpose has ended, or that has none
# description: |
#   What a machine is part of, or there for, has ended: the application behind an agent was retired, the machine that it serves is
#   gone. Or the system that says of machines what they are for says nothing of this one.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The machine is privileged.
#   examines: machine
#   reasons:
#     ended: purpose-ended
#     missing: purpose-missing
#     purpose-unread: undecided
#     served-unknown: undecided
#     subject-unknown: undecided
#   params:
#     grace:
#       type: duration
#       description: How long a machine may stay after what it was for has ended.
#       default: P30D
#   needs:
#     - told: purposes
#   rests_on:
#     - reasons: [ended]
#       facts:
#         - {kind: identity, fields: [status, kind, parentId], values: {kind: [service, agent, workload]}}
#     - reasons: [ended]
#       facts:
#         - {kind: identity, fields: [status, kind, purposeRef], values: {kind: [service, agent, workload]}}
#     - reasons: [missing]
#       facts:
#         - {kind: identity, fields: [status, kind, purpose], values: {kind: [service, agent, workload]}}
#   controls: [NHI1:2025, ID.AM-08, PR.AA-01, AC-2(3), AC-2, CIS 5.5, A.5.9, A.5.16, CC6.2, AI GOVERN 1.7]
#   remediation: Retire the machine with its access and keys, or say what it is for now and who decided that.
#   false_positives:
#     - A machine of the platform itself is for ever; `platformManaged` in the registry says so.
#     - The registry tells a purpose of every machine in it.
#     - A proposal in the registry is asked for an owner first, by `nhi-no-owner`.
#     - A purpose that names a ticket or a page outside is nothing that can be looked at.
package entitlint.rules.subject.nhi_purpose_ended

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.machine
import data.entitlint.lib.owners
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-purpose-ended"

_kinds := {"service", "agent", "workload"}

deny contains finding if {
	_asked
	lifecycle.state == "active"
	some served in _served
	owners.state(served) == "inactive"
	_overdue(served)
	finding := object.union_n([_base("ended"), _severity, {"msg": concat("", [
		input.id,
		" is still here, and ",
		served.ref,
		", which it is ",
		_role[served.as],
		", has ended",
		_since_text(served),
		".",
	])}])
}

deny contains finding if {
	_purposeless
	lifecycle.state == "active"
	not _purpose_unread
	finding := object.union_n([_base("missing"), _severity, {"msg": concat("", [
		"Nothing says what ",
		input.id,
		" is for.",
	])}])
}

unknown contains finding if {
	reason := _doubt
	finding := object.union(_base(reason), {"msg": concat("", [
		"Whether ",
		input.id,
		" still has a purpose cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_asked if {
	input.kind in _kinds
	machine.governed
	not input.registry.platformManaged
}

_served := [served | some entry in input.identities; some served in entry.serves]

# Where the registry has an entry, its purpose is mandatory, or waits for a decision.
_purposeless if {
	_asked
	not input.registry
	some entry in input.identities
	data.estate.sources[entry.system].purposes
	every other in input.identities {
		not other.record.purpose
		not other.record.purposeRef
	}
}

_purpose_unread if {
	some entry in input.identities
	some field in ["purpose", "purposeRef"]
	reading.unread(entry.record, field)
}

_role := {"parent": "part of", "purpose": "there for"}

_ends(served) := [since |
	some holder in served.holders
	some record in holder.records
	since := _since(record)
]

_since(record) := record.since if record.status in status.over

else := record.ends

_overdue(served) if max(_ends(served)) < limits.cutoff(input.home, _id, "grace")

_overdue(served) if count(_ends(served)) == 0

_since_text(served) := concat("", [" since ", at]) if at := max(_ends(served))

else := ""

default _severity := {}

_severity := {"severity": "high"} if machine.privileged

_doubt := "subject-unknown" if {
	lifecycle.state == "unknown"
	_would_be
}

else := "purpose-unread" if {
	_purposeless
	_purpose_unread
}

else := "served-unknown" if {
	_asked
	some served in _served
	owners.state(served) in {"unknown", "unresolved"}
}

_would_be if _purposeless

_would_be if {
	_asked
	some served in _served
	owners.state(served) == "inactive"
}

_doubt_text := {
	"subject-unknown": "it is not known whether it is still in use",
	"purpose-unread": "what it is for could not be read",
	"served-unknown": "how what it is for stands is not known",
}

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
