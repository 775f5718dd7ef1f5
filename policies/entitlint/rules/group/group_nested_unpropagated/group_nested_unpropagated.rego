# METADATA
# title: Nested members that the other group does not have
# description: |
#   A directory's group fills a group of an application, and one of them has members by nested groups whom the other does not have: the
#   channel reads direct members only, or the application goes deeper than the directory.
# schemas:
#   - input: schema.group
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   examines: group
#   reasons:
#     not-expanded: not-expanded
#     beyond: beyond
#   params:
#     sla:
#       type: duration
#       description: How long a change of the directory may take, where the application declares no time of its own.
#       default: PT24H
#   needs:
#     - declared: mapping
#     - kind: membership
#       fields: [group, member]
#     - kind: membership
#       of: people
#       fields: [group, member]
#     - correlated: 60
#   rests_on:
#     - reasons: [not-expanded, beyond]
#       facts:
#         - declared: mapping
#         - {kind: membership, fields: [group, member, memberType]}
#         - {kind: membership, of: people, fields: [group, member, memberType]}
#   controls: [PR.AA-05, AC-2, AC-6, CIS 6.8, A.5.18, CC6.3]
#   remediation: Put people, or the inner groups, into the channel themselves, or let it expand nested groups.
#   false_positives:
#     - Who is in a group by a rule of the directory may still be worked out.
#     - Groups that lie in each other in a circle are followed once.
#     - Somebody who has no account in the application, or one that cannot be used, is not missing there.
#     - Accounts for emergencies are outside the directory's groups on purpose.
package entitlint.rules.group.group_nested_unpropagated

import data.entitlint.lib.filling
import data.entitlint.lib.status
import future.keywords.not

_id := "group-nested-unpropagated"

_missing(entry) := [person |
	some person in entry.missing
	person.nested
	person.status in status.in_use
	filling.settled(person, _id)
]

_extra(entry) := [person |
	some person in entry.extra
	person.nested
	filling.settled(person, _id)
]

deny contains finding if {
	some entry in input.filledBy
	not entry.byRule
	persons := _missing(entry)
	count(persons) > 0
	finding := _finding("not-expanded", [
		filling.people(count(persons)),
		" of ",
		filling.source(entry),
		", in it by nested groups, not in ",
		filling.here,
		", which it fills: ",
		filling.names(persons),
		".",
	])
}

deny contains finding if {
	some entry in input.filledBy
	persons := _extra(entry)
	count(persons) > 0
	finding := object.union(
		_finding("beyond", [
			filling.people(count(persons)),
			" in ",
			filling.here,
			" by nested groups and not in ",
			filling.source(entry),
			", which fills it: ",
			filling.names(persons),
			".",
		]),
		{"severity": filling.severity},
	)
}

_finding(reason, parts) := {"id": input.id, "app": input.home, "reason": reason, "msg": concat("", parts)}
