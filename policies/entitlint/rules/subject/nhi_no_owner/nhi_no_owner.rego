# METADATA
# title: Machine without an owner
# description: |
#   Nobody answers for a service, agent, workload or shared identity: neither the registry nor the system nor a tag names an owner.
#   An entry that proposes an owner informs until its day of decision, and is a violation after it: whoever is proposed is named in
#   the finding, and is no owner. A role that is given to such a machine does not wait for the day.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     critical: The machine is privileged.
#     info: Somebody is proposed as its owner.
#   examines: machine
#   reasons:
#     none: ownerless
#     proposed: proposed
#     undecided: ownerless
#     given: ownerless
#     owners-unread: unread
#     subject-unknown: unread
#   rests_on:
#     - reasons: [none]
#       facts:
#         - {kind: identity, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#     - reasons: [proposed, undecided]
#       facts:
#         - {kind: account}
#         - {registry: [ownerProposed]}
#     - reasons: [given]
#       facts:
#         - {kind: account}
#         - {registry: [ownerProposed]}
#         - {declared: access}
#   controls: [NHI1:2025, PR.AA-01, ID.AM-08, GV.RR-02, AC-2, IA-4, CM-8(4), CIS 5.5, A.5.9, A.5.16, CC6.1, CC6.2, AI GOVERN 1.6, AI GOVERN 2.1]
#   remediation: Name an owner in the registry, a group rather than a person where possible; disable the machine if nobody wants it.
#   false_positives:
#     - One owner is enough; nobody is asked for a second.
#     - A machine that is in no directory and not registered is asked to be registered first, not to have an owner.
package entitlint.rules.subject.nhi_no_owner

import data.entitlint.lib.lifecycle
import data.entitlint.lib.machine
import data.entitlint.lib.reading
import future.keywords.not

deny contains finding if {
	machine.governed
	lifecycle.state == "active"
	reason := _reason
	finding := object.union_n([_base(reason), _severity(reason), {"msg": concat("", [input.id, " ", _text(reason), "."])}])
}

unknown contains finding if {
	machine.governed
	_ownerless
	reason := _doubt
	finding := object.union(_base(reason), {"msg": concat("", [
		"Whether ",
		input.id,
		" needs an owner cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_ownerless if {
	count(input.owners) == 0
	not input.registry.proposed
}

_owners_unread if {
	some entry in input.identities
	reading.unread(entry.record, "owners")
}

_reason := "given" if {
	input.registry.proposed
	machine.given
}

else := "proposed" if machine.pending(data.estate.run.now)

else := "undecided" if input.registry.proposed

else := "none" if {
	_ownerless
	not _owners_unread
}

_doubt := "subject-unknown" if {
	lifecycle.state == "unknown"
}

else := "owners-unread" if _owners_unread

_severity("proposed") := {"severity": "info"}

_severity(reason) := {"severity": "critical"} if {
	reason in {"none", "undecided", "given"}
	machine.privileged
}

else := {} if reason in {"given", "none", "undecided"}

_text("none") := "has no owner"

_text("proposed") := concat("", [
	"has no owner yet: ",
	_proposal,
	" is proposed, to be decided by ",
	_day(input.registry.proposed),
])

_text("undecided") := concat("", [
	"has no owner: ",
	_proposal,
	" was proposed, and nobody had decided by ",
	_day(input.registry.proposed),
])

_text("given") := concat("", [
	"has no owner, ",
	_proposal,
	" is only proposed, and the role ",
	machine.given,
	" is given to it",
])

# Who is proposed, and what that rests on where somebody said so.
_proposal := concat("", [proposed.who, " (", because, ")"]) if {
	proposed := input.registry.proposed
	because := proposed.because
}

else := input.registry.proposed.who

_day(proposed) := substring(proposed.decideBy, 0, 10)

_doubt_text := {
	"subject-unknown": "it is not known whether it is still in use",
	"owners-unread": "its owners could not be read",
}

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
