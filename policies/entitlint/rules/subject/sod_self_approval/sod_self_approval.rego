# METADATA
# title: Access approved by whoever gets it or asked for it
# description: |
#   Somebody was given access, and the one who approved it is the one who got it, the one who asked for it, or somebody who had left by
#   then. Such an approval is none.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   examines: subject
#   reasons:
#     self: self
#     requester: requester
#     inactive: inactive
#     approver-unknown: undecided
#     since-unknown: undecided
#   params:
#     automation:
#       type: list
#       description: Names by which the log calls rules that approve by themselves, as for what everybody has from the first day.
#       default: []
#   needs:
#     - provisioning: [event.approver]
#   rests_on:
#     - reasons: [self]
#       facts:
#         - {kind: event, of: provisioning, fields: [approver]}
#     - reasons: [requester]
#       facts:
#         - {kind: event, of: provisioning, fields: [approver, requestedBy]}
#     - reasons: [inactive]
#       facts:
#         - {kind: event, of: provisioning, fields: [approver]}
#         - {kind: identity, of: people, fields: [status, statusChangedAt], values: {status: [disabled, terminated, deleted]}}
#   controls: [PR.AA-05, GV.RR-02, AC-5, AC-2, CIS 6.1, A.5.3, CC6.2, CC6.3, AI GOVERN 2.1]
#   remediation: Take the access back until somebody else has approved it.
#   false_positives:
#     - A rule that approves what everybody has from the first day is nobody.
#     - Whoever takes access away from themselves needs nobody's word.
#     - An approver who left after the decision was here when it was made.
package entitlint.rules.subject.sod_self_approval

import data.entitlint.lib.owners
import future.keywords.not

_id := "sod-self-approval"

_giving := {"create", "enable", "update", "member-add", "grant"}

# What came to nothing gave nobody anything.
_given contains event if {
	some event in input.events.newest
	approver := event.approver
	event.op in _giving
	event.result in {"success", "pending", "unknown"}
	not approver.ref in data.estate.params[_id].automation
}

_fault(event) := {"reason": "self", "words": "got it"} if event.approver.subject == input.id

else := {"reason": "requester", "words": "asked for it"} if _same(event.approver, event.requester)

else := {"reason": "inactive", "words": concat(" ", ["had left by then, at", _left(event.approver)])} if {
	_left(event.approver) < event.requestedAt
}

_same(one, other) if one.subject == other.subject

_same(one, other) if one.ref == other.ref

_left(party) := owners.left([{"holders": [party]}]) if {
	owners.holder_state(party) == "inactive"
}

deny contains _about(event, fault.reason, concat("", [
	event.op,
	" of ",
	event.about,
	_of_what(event),
	" in ",
	event.app,
	" was approved by ",
	event.approver.ref,
	", who ",
	fault.words,
	" (",
	event.id,
	").",
])) if {
	some event in _given
	fault := _fault(event)
}

unknown contains _about(event, "approver-unknown", concat("", [
	"Who approved ",
	event.op,
	" of ",
	event.about,
	_of_what(event),
	" in ",
	event.app,
	" cannot be judged: ",
	event.approver.ref,
	" names nobody, or more than one (",
	event.id,
	").",
])) if {
	some event in _given
	not event.approver.subject
	not _fault(event)
}

# Gone now, and nobody knows since when.
unknown contains _about(event, "since-unknown", concat("", [
	"Whether ",
	event.approver.ref,
	" was still here when ",
	event.op,
	" of ",
	event.about,
	_of_what(event),
	" in ",
	event.app,
	" was approved cannot be judged: nothing tells since when they are gone (",
	event.id,
	").",
])) if {
	some event in _given
	not _fault(event)
	owners.holder_state(event.approver) == "inactive"
	not _left(event.approver)
}

_of_what(event) := concat(" ", ["", "to", what]) if what := event.object

else := ""

_about(event, reason, msg) := {"id": event.id, "app": event.app, "reason": reason, "msg": msg}
