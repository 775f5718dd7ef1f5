# METADATA
# title: Nested members that the other group does not have
# description: |
#   A directory's group fills a group of an application, and one of them has members by nested groups whom the other does not have: the
#   channel reads direct members only, or the application goes deeper than the directory. Groups that lie in each other in a circle are
#   followed once, and whoever has no account in the application is missing nowhere.
# schemas:
#   - input: schema.group
# custom:
#   severity: medium
#   severities:
#     high: Somebody has too much, and the group gives something privileged.
#   examines: group
#   reasons:
#     nested: nested
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
#     - reasons: [nested]
#       facts:
#         - declared: mapping
#         - {kind: membership, fields: [group, member]}
#         - {kind: account, role: application, fields: [status]}
#         - {kind: membership, of: people, fields: [group, member]}
#         - {kind: identity, of: people, fields: [status]}
#   controls: [PR.AA-05, AC-2, AC-6, CIS 6.8, A.5.18, CC6.3]
#   remediation: Put people, or the inner groups, into the channel themselves, or let it expand nested groups.
#   false_positives:
#     - Who is in a group by a rule of the directory may still be worked out.
#     - Somebody whose account in the application cannot be used is not missing there.
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
	parts := array.concat(_not_expanded(entry), _beyond(entry))
	count(parts) > 0
	finding := object.union(
		{
			"id": input.id,
			"app": input.home,
			"reason": "nested",
			"msg": concat("", [
				filling.source(entry),
				" fills ",
				filling.here,
				", and nested groups do not come through: ",
				concat("; ", parts),
				".",
			]),
		},
		_severity(entry),
	)
}

_not_expanded(entry) := [concat("", [
	filling.people(count(_missing(entry))),
	" in it alone (",
	filling.names(_missing(entry)),
	")",
])] if {
	not entry.byRule
	count(_missing(entry)) > 0
}

else := []

_beyond(entry) := [concat("", [
	filling.people(count(_extra(entry))),
	" in ",
	filling.here,
	" alone (",
	filling.names(_extra(entry)),
	")",
])] if {
	count(_extra(entry)) > 0
}

else := []

_severity(entry) := {"severity": filling.severity} if count(_extra(entry)) > 0

else := {}
