# METADATA
# title: Permissions that provisioning does not reach
# description: |
#   The application is provisioned, and people hold permissions there of a kind that the channel does not carry. When the directory takes
#   somebody's access away these stay, and whatever is given in the application itself is seen by nobody. One finding stands for all
#   of a kind, because that is how a channel is widened.
# schemas:
#   - input: schema.app
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: Some of what the channel does not carry is privileged.
#   examines: app
#   reasons:
#     uncovered: uncovered
#     coverage-undeclared: undecided
#     coverage-unknown: undecided
#   params:
#     ignored:
#       type: list
#       of: entitlement-kind
#       description: Kinds of entitlements that let nobody do anything by themselves.
#       default: [license]
#   needs:
#     - kind: entitlement
#     - kind: grant
#   rests_on:
#     - reasons: [uncovered]
#       facts:
#         - {kind: entitlement, fields: [kind, name]}
#         - {kind: grant, fields: [principal, entitlement]}
#   controls: [NHI1:2025, NHI5:2025, ID.AM-02, PR.AA-05, AC-2, CM-8, AC-6, CIS 6.6, CIS 6.8, A.5.9, A.5.18, CC6.1, CC6.3, ZT tenet 6]
#   remediation: >-
#     Let the channel carry this kind and name it in `lifecycle.covers.entitlements`, or decide who is to hold it in `access/roles`, so
#     that what nobody decided is found.
#   false_positives:
#     - Licences let nobody do anything by themselves.
#     - What everybody has, and what only lets people read, leaves nothing behind that matters.
#     - What roles name, and everything where the application's mode is exhaustive, is held against those roles.
#     - An application that nobody provisions has no channel that could leave something out.
package entitlint.rules.app.scim_gap_uncovered_object

import future.keywords.not

_id := "scim-gap-uncovered-object"

_provisioned := {"scim", "connector", "jit", "batch"}

deny contains finding if {
	_concerned
	some entry in input.entitlements
	_counts(entry)
	number := entry.uncovered.mighty + entry.uncovered.other
	number > 0
	finding := object.union(_base(entry, "uncovered"), {
		"severity": _severity(entry),
		"msg": concat("", [
			format_int(number, 10),
			" of ",
			format_int(entry.held, 10),
			" entitlements of the kind ",
			entry.kind,
			" that somebody holds in ",
			input.home,
			" lie outside what its channel carries (",
			concat(", ", entry.examples),
			_more(number, entry),
			").",
		]),
	})
}

unknown contains finding if {
	_concerned
	some entry in input.entitlements
	_counts(entry)
	entry.untold > 0
	finding := object.union(_base(entry, "coverage-unknown"), {"msg": concat("", [
		"Whether the channel of ",
		input.home,
		" carries entitlements of the kind ",
		entry.kind,
		" cannot be judged: of ",
		format_int(entry.untold, 10),
		" of them the source does not know.",
	])})
}

unknown contains finding if {
	_concerned
	not input.covers
	held := sum([entry.held | some entry in input.entitlements; _counts(entry)])
	held > 0
	untold := [entry | some entry in input.entitlements; entry.uncovered == _none; entry.untold == 0]
	count(untold) == count(input.entitlements)
	finding := {
		"id": input.id,
		"app": input.home,
		"reason": "coverage-undeclared",
		"msg": concat("", [
			"Which permissions the channel of ",
			input.home,
			" carries cannot be judged: its access file does not say what the channel covers.",
		]),
	}
}

_none := {"governed": 0, "mighty": 0, "harmless": 0, "other": 0}

_concerned if {
	input.declared
	data.estate.apps[input.home].channel in _provisioned
	not input.flat
}

_counts(entry) if not entry.kind in data.estate.params[_id].ignored

_more(number, entry) := " …" if number > count(entry.examples)

else := ""

_severity(entry) := "high" if entry.uncovered.mighty > 0

else := "medium"

_base(entry, reason) := {
	"id": concat("/", [input.id, entry.kind]),
	"app": input.home,
	"reason": reason,
}
