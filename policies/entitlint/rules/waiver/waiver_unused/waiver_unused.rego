# METADATA
# title: Waiver that waives nothing
# description: |
#   A waiver is about something that is not found any more: it was mended, its object is gone, or it is only told as the cause of another
#   finding. Told only where all that it could be about was read to its end. It does no harm, and would hide the same thing if it came back.
# schemas:
#   - input: schema.waiver
# custom:
#   severity: low
#   examines: waiver
#   reasons:
#     unused: unused
#     object-gone: unused
#     only-a-cause: cause
#   leaves_valid: [unused, object-gone, only-a-cause]
#   rests_on:
#     - reasons: [unused, object-gone, only-a-cause]
#       facts: []
#   controls: [ID.RA-07, GV.PO-01, CIS 6.1, A.5.36, CC5.3]
#   remediation: Remove it; `entitlint waivers prune` shows what would go. Where only a cause is waived, waive the finding that it explains.
#   false_positives:
#     - Where the search was in part, because a system was not read to its end, the rule could not be asked there, or a case could not be decided, nothing is proven gone.
package entitlint.rules.waiver.waiver_unused

import future.keywords.not

deny contains finding if {
	_idle
	input.search == "whole"
	input.object.state in {"there", "pattern"}
	finding := _finding("unused", concat("", [
		input.id,
		" waives nothing: ",
		input.rule.id,
		" finds nothing about ",
		input.object.text,
		".",
	]))
}

deny contains finding if {
	_idle
	input.object.state == "gone"
	finding := _finding("object-gone", concat("", [input.id, " waives nothing: ", input.object.text, " is not there."]))
}

deny contains finding if {
	input.secondsLeft >= 0
	input.matched.findings > 0
	input.matched.standing == 0
	finding := _finding("only-a-cause", concat("", [
		input.id,
		" waives nothing: what ",
		input.rule.id,
		" says of ",
		input.object.text,
		" is told as the cause of another finding.",
	]))
}

_idle if {
	input.secondsLeft >= 0
	input.matched.findings == 0
	input.rule.known == true
	input.rule.scope != "waiver"
}

_finding(reason, msg) := {"id": input.id, "app": input.home, "reason": reason, "msg": msg}
