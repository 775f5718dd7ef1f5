# METADATA
# title: Nobody's word, or a word that is never told
# description: |
#   For a channel nobody declared what it carries; for a field that two systems tell, nobody declared whose word counts; or the word of a
#   system counts that never tells the field. Whatever differs there is neither right nor wrong. A field that only one system tells has no
#   other word to differ from; and until somebody begins with `access/authority.yaml`, no field is missed in it.
# schemas:
#   - input: schema.app
#   - data.estate: schema.estate
# custom:
#   severity: low
#   severities:
#     medium: The field's own source is said to decide it.
#   examines: app
#   reasons:
#     scope-undeclared: undeclared-scope
#     fields-undeclared: undeclared-fields
#     never-told: never-told
#     partly-told: never-told
#   rests_on:
#     - reasons: [scope-undeclared, fields-undeclared, never-told, partly-told]
#       facts: []
#   controls: [PR.AA-01, GV.RR-02, AC-2, AC-16, CM-3, CIS 5.6, CIS 6.7, A.5.16, A.5.2, CC6.2]
#   remediation: >-
#     Say in `lifecycle.covers` what the channel carries, and in `access/authority.yaml` whose word counts for each field; name systems
#     there that read it, or let their sources read it.
#   false_positives:
#     - Where several systems are named for a field, their order decides, and that is no contradiction.
#     - Where accounts are given by hand there is no channel to declare.
package entitlint.rules.app.authority_gap

import future.keywords.not

_provisioned := {"scim", "connector", "jit", "batch"}

deny contains object.union(_base(input.id, "scope-undeclared"), {"msg": concat("", [
	"The access file of ",
	input.home,
	" does not say what its channel carries.",
])}) if {
	input.declared
	data.estate.apps[input.home].channel in _provisioned
	not input.covers
}

deny contains object.union(_base(input.id, "fields-undeclared"), {"msg": concat("", [
	"Nobody says whose word counts for ",
	concat(", ", [entry.field | some entry in input.undeclaredFields]),
	" of ",
	input.home,
	", which other systems tell too.",
])}) if {
	count(input.undeclaredFields) > 0
}

deny contains finding if {
	some entry in input.authority
	count(entry.told) == 0
	finding := object.union(_base(concat("/", [input.id, entry.field]), "never-told"), {
		"severity": _severity(entry),
		"msg": concat("", [
			"For ",
			entry.field,
			" of ",
			input.home,
			" the word of ",
			concat(", ", entry.from),
			" counts, and no source of theirs reads it",
			_line(entry),
			".",
		]),
	})
}

deny contains finding if {
	some entry in input.authority
	count(entry.told) > 0
	first := entry.from[0]
	not first in entry.told
	finding := object.union(_base(concat("/", [input.id, entry.field]), "partly-told"), {"msg": concat("", [
		"For ",
		entry.field,
		" of ",
		input.home,
		" the word of ",
		first,
		" counts first, and no source of it reads it",
		_line(entry),
		".",
	])})
}

_severity(entry) := "medium" if entry.level == "authoritative"

else := "low"

default _line(_) := ""

_line(entry) := concat("", [" (", entry.declared.file, ":", format_int(entry.declared.line, 10), ")"])

_base(id, reason) := {"id": id, "app": input.home, "reason": reason}
