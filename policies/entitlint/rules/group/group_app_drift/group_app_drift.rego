# METADATA
# title: Group of an application differs from the directory's
# description: |
#   A group of the application is to have the members of a directory's group, and has others: somebody is in it whom the directory does not
#   have there, or the other way round. Whoever is in either of them only by nested groups is told by another rule,
#   and whoever has no account in the application yet is missing nowhere.
# schemas:
#   - input: schema.group
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: Somebody has too much, and the group gives something privileged.
#     low: Somebody lacks what they should have.
#   examines: group
#   reasons:
#     extra: extra
#     missing: missing
#     source-unread: unread
#     members-unsettled: undecided
#   shared:
#     members-unsettled: nobody can say whose some of the members are
#   params:
#     sla:
#       type: duration
#       description: How long a change of the directory may take, where the application declares no time of its own.
#       default: PT24H
#     most:
#       type: number
#       by: nothing
#       range: [0]
#       whole: true
#       description: Where more people than this are in one group alone, one finding tells of all, because the mapping is likely to be wrong.
#       default: 20
#   needs:
#     - declared: mapping
#     - kind: membership
#       fields: [group, member]
#     - kind: membership
#       of: people
#       fields: [group, member]
#     - correlated: 60
#   rests_on:
#     - reasons: [extra, missing]
#       facts:
#         - declared: mapping
#         - {kind: membership, fields: [group, member]}
#         - {kind: account, role: application, fields: [status]}
#         - {kind: membership, of: people, fields: [group, member]}
#         - {kind: identity, of: people, fields: [status]}
#   controls: [NHI1:2025, PR.AA-05, AC-2, AC-6, CIS 6.7, CIS 6.8, A.5.18, CC6.3]
#   remediation: Take whoever is too many out of the application's group, or put them into the directory's; push the group again.
#   false_positives:
#     - Whoever is in a nested group is in neither group by themselves, and is told by group-nested-unpropagated.
#     - Somebody whose account in the application cannot be used is not missing there.
#     - What was changed less than the time for changes ago may still be on its way.
#     - Accounts for emergencies are outside the directory's groups on purpose.
package entitlint.rules.group.group_app_drift

import data.entitlint.lib.filling
import data.entitlint.lib.status
import future.keywords.not

_id := "group-app-drift"

_extra(entry) := [person |
	some person in entry.extra
	not person.nested
	filling.settled(person, _id)
]

_missing(entry) := [person |
	some person in entry.missing
	not person.nested
	person.status in status.in_use
	filling.settled(person, _id)
]

deny contains finding if {
	some entry in input.filledBy
	persons := _extra(entry)
	count(persons) <= data.estate.params[_id].most
	some person in persons
	finding := object.union_n([_base("extra"), _account(person), {
		"id": _object(person),
		"severity": filling.severity,
		"msg": concat("", [person.id, " is in ", filling.here, " and not in ", filling.source(entry), ", which fills it."]),
	}])
}

deny contains finding if {
	some entry in input.filledBy
	persons := _extra(entry)
	count(persons) > data.estate.params[_id].most
	finding := object.union(_base("extra"), {
		"severity": filling.severity,
		"msg": concat("", [
			filling.people(count(persons)),
			_or_more(entry),
			" of ",
			filling.people(input.members.people),
			" in ",
			filling.here,
			" are not in ",
			filling.source(entry),
			", which fills it: ",
			filling.names(persons),
			".",
		]),
	})
}

deny contains finding if {
	some entry in input.filledBy
	persons := _missing(entry)
	count(persons) > 0
	finding := object.union(_base("missing"), {
		"severity": "low",
		"msg": concat("", [
			filling.people(count(persons)),
			_or_more(entry),
			" of ",
			filling.source(entry),
			" with an account in ",
			input.home,
			" not in ",
			filling.here,
			": ",
			filling.names(persons),
			".",
		]),
	})
}

unknown contains object.union(_base("source-unread"), {"msg": concat("", [
	"Whether ",
	filling.here,
	" has the right members cannot be judged: ",
	entry.group,
	", which fills it, ",
	_states[entry.state],
	".",
])}) if {
	some entry in input.filledBy
}

unknown contains object.union(_base("members-unsettled"), {"msg": concat("", [
	"Whether ",
	format_int(entry.unsettled, 10),
	" of the members of ",
	filling.here,
	" belong there cannot be judged: nobody can say whose they are.",
])}) if {
	some entry in input.filledBy
	entry.unsettled > 0
}

_states := {"gone": "does not exist", "unread": "was not read"}

_or_more(entry) := " or more" if entry.left > 0

else := ""

_object(person) := object.get(person, "membership", concat("/", [input.id, person.id]))

_account(person) := object.filter(person, ["account"])

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
