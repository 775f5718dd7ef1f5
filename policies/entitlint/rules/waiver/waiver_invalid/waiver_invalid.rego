# METADATA
# title: Waiver that is not valid
# description: |
#   A waiver was not made as waivers have to be: nobody here owns or approved it, it lasts too long, it is too wide, it does not say what
#   is done instead, or what it names is not there to be waived. It waives nothing until it is mended. What it is held to is the gravest of
#   its rule's severity and that of the findings it is about, so a waiver ends when a finding becomes graver than its length allows.
# schemas:
#   - input: schema.waiver
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     critical: It would waive something critical, apart from how long that has lasted.
#     low: Whoever made it has left, and nothing is waived by it.
#   examines: waiver
#   reasons:
#     unknown-rule: rule
#     not-waivable: not-waivable
#     owner-unresolved: ownerless
#     owner-left: ownerless
#     owner-empty: ownerless
#     approver-unresolved: approver
#     approver-left: approver
#     approver-concerned: self-approved
#     approver-owns-alone: self-approved
#     backwards: dates
#     future: dates
#     too-long: length
#     control-missing: control
#     over-broad: breadth
#     object-several: object
#     owner-unknown: undecided
#     approver-unknown: undecided
#   params:
#     longest:
#       type: duration
#       by: severity
#       description: How long a waiver may last from the day it was made, by the severity of what it waives.
#       default: {critical: P30D, high: P90D, default: P180D}
#     controlled:
#       type: list
#       among: [info, low, medium, high, critical]
#       description: Severities of which a waiver has to say what is done instead.
#       default: [critical, high]
#   rests_on:
#     - reasons: [unknown-rule, not-waivable, owner-unresolved, owner-left, owner-empty, approver-unresolved, approver-left, approver-concerned, approver-owns-alone, backwards, future, too-long, control-missing, over-broad, object-several]
#       facts: []
#   controls: [ID.RA-07, GV.PO-01, AC-2, CIS 6.1, A.5.36, CC5.3]
#   remediation: Mend the waiver and have it approved by somebody else, or remove it and mend what it waives.
#   false_positives:
#     - An owner or approver on leave is still here.
#     - One member who is here is enough for a group.
#     - A waiver that has ended is told by waiver-expired alone.
#     - A waiver made after the snapshot was read is not made in the future, as long as it is not later than the run itself.
package entitlint.rules.waiver.waiver_invalid

import data.entitlint.lib.owners
import future.keywords.not

_id := "waiver-invalid"

deny contains finding if {
	input.secondsLeft >= 0
	some reason, text in _wrong
	finding := object.union(
		{"id": input.id, "app": input.home, "reason": reason, "msg": concat("", [input.id, " waives nothing: ", text, "."])},
		_severity(reason),
	)
}

unknown contains finding if {
	input.secondsLeft >= 0
	some reason, text in _doubt
	finding := {"id": input.id, "app": input.home, "reason": reason, "msg": concat("", [
		"Whether ",
		input.id,
		" holds cannot be judged, so it waives nothing: ",
		text,
		".",
	])}
}

default _severity(_) := {}

_severity(_) := {"severity": "critical"} if input.matched.gravest == "critical"

# People leave without anybody changing a file; where nothing is waived by it, that is only worth knowing.
_severity(reason) := {"severity": "low"} if {
	reason in {"owner-left", "owner-empty", "approver-left"}
	input.matched.findings == 0
}

_wrong["unknown-rule"] := concat("", ["there is no rule ", input.rule.id]) if input.rule.known == false

_wrong["not-waivable"] := concat("", [input.rule.id, " judges waivers, and no waiver reaches it"]) if {
	input.rule.scope == "waiver"
}

_wrong["owner-unresolved"] := concat("", ["its owner ", input.owner.ref, " is nobody, or several"]) if {
	_owner == "unresolved"
	not input.owner.unread
}

_wrong["owner-left"] := concat("", ["nobody of its owner ", input.owner.ref, " is here any more"]) if _owner == "inactive"

_wrong["owner-empty"] := concat("", ["its owner ", input.owner.ref, " has no members"]) if {
	_owner == "empty"
	not input.owner.unread
}

_wrong["approver-unresolved"] := concat("", [input.approver.ref, ", who approved it, is nobody, or several"]) if {
	_approver == "unresolved"
	not input.approver.unread
}

_wrong["approver-left"] := concat("", [input.approver.ref, ", who approved it, has left"]) if _approver == "inactive"

_wrong["approver-concerned"] := concat("", [input.approver.ref, " approved it, and is behind ", object]) if {
	object := min(input.approverBehind)
}

_wrong["approver-owns-alone"] := concat("", [input.approver.ref, " approved it, and alone owns it"]) if {
	input.approverOwnsAlone == true
}

_wrong["backwards"] := concat("", ["it ends on ", _day(input.ends), ", before it begins on ", _day(input.created)]) if {
	input.days < 0
}

_wrong["future"] := concat("", ["it was made on ", _day(input.created), ", which is still to come"]) if {
	input.created > input.latest
}

_wrong["too-long"] := concat("", [
	"it lasts ",
	format_int(input.days, 10),
	" days, and what is ",
	_gravest,
	" may be waived for ",
	format_int(floor(longest / 86400), 10),
]) if {
	longest := _longest(data.estate.params[_id].longest, _gravest)
	input.days * 86400 > longest
}

_wrong["control-missing"] := concat("", ["it does not say what is done instead, and what it waives is ", _gravest]) if {
	_gravest in data.estate.params[_id].controlled
	not input.control
}

_wrong["over-broad"] := concat("", [
	input.object.text,
	" matches ",
	format_int(input.matched.objects, 10),
	" objects, and may match ",
	format_int(input.object.maxMatches, 10),
]) if {
	input.matched.objects > input.object.maxMatches
}

_wrong["object-several"] := concat("", [input.object.text, " means several"]) if input.object.state == "several"

_doubt["owner-unknown"] := concat("", ["how its owner ", input.owner.ref, " stands is not known"]) if {
	_undecided(_owner, input.owner)
}

_doubt["approver-unknown"] := concat("", ["how ", input.approver.ref, ", who approved it, stands is not known"]) if {
	_undecided(_approver, input.approver)
}

_undecided("unknown", _)

_undecided(state, party) if {
	state in {"unresolved", "empty"}
	party.unread
}

_owner := owners.state(input.owner)

_approver := owners.state(input.approver)

_severities contains input.rule.severity

_severities contains input.matched.gravest

_gravest := [severity | some severity in ["critical", "high", "medium", "low", "info"]; severity in _severities][0]

_longest(limits, severity) := limits if is_number(limits)

else := object.get(limits, severity, limits["default"])

_day(instant) := substring(instant, 0, 10)
