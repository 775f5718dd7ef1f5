# METADATA
# title: Waiver that has ended, or is about to
# description: |
#   The last day of a waiver has passed, to its end in UTC: what it waived stands again. Where that is nothing any more, the waiver can go.
#   Before a waiver ends it is told of, while there is still time to mend what it waives or to have it approved anew.
# schemas:
#   - input: schema.waiver
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     critical: It waived something critical, apart from how long that has lasted.
#     high: It waived something high, apart from how long that has lasted.
#     low: Nothing is waived by it.
#     info: It ends soon.
#   examines: waiver
#   reasons:
#     expired: expired
#     soon: soon
#   leaves_valid: [soon]
#   params:
#     warn:
#       type: duration
#       by: nothing
#       description: How long before its end a waiver is told of.
#       default: P14D
#   rests_on:
#     - reasons: [expired, soon]
#       facts: []
#   controls: [ID.RA-07, CA-7, CIS 6.2, A.5.36, CC5.3]
#   remediation: Mend what it waives, or have it approved anew with a later end; `entitlint waivers prune` removes those that have ended.
#   false_positives:
#     - A waiver holds to the end of its last day in UTC, whatever the zone of who reads it.
#     - A waiver that waives nothing need not be renewed, so its end is not announced.
package entitlint.rules.waiver.waiver_expired

import future.keywords.not

_id := "waiver-expired"

deny contains finding if {
	input.secondsLeft < 0
	input.matched.findings > 0
	finding := _finding("expired", _graver, concat("", [
		input.id,
		" ended on ",
		_last_day,
		": ",
		input.rule.id,
		" stands again on ",
		input.object.text,
		".",
	]))
}

deny contains finding if {
	input.secondsLeft < 0
	input.matched.findings == 0
	finding := _finding("expired", "low", concat("", [
		input.id,
		" ended on ",
		_last_day,
		", and there is nothing left that it was about.",
	]))
}

deny contains finding if {
	input.secondsLeft >= 0
	input.secondsLeft <= data.estate.params[_id].warn
	input.matched.findings > 0
	finding := _finding("soon", "info", concat("", [
		input.id,
		" ends on ",
		_last_day,
		"; after that ",
		input.rule.id,
		" stands on ",
		input.object.text,
		".",
	]))
}

default _graver := "medium"

_graver := input.matched.gravest if input.matched.gravest in {"high", "critical"}

_last_day := substring(input.ends, 0, 10)

_finding(reason, severity, msg) := {
	"id": input.id,
	"app": input.home,
	"reason": reason,
	"severity": severity,
	"msg": msg,
}
