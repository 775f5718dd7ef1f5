# METADATA
# title: Member added by hand to a group that a directory fills
# description: |
#   The group is filled by a directory, and somebody was put into it in the application itself. They stay when the directory takes them out.
#   Whoever is in the application's group alone is told by group-app-drift.
# schemas:
#   - input: schema.group
# custom:
#   severity: medium
#   severities:
#     high: The group gives something privileged.
#   examines: group
#   reasons:
#     by-hand: by-hand
#     source-unknown: undecided
#   shared:
#     source-unknown: the application does not tell how members came into its groups
#   params:
#     grace:
#       type: duration
#       description: How long somebody may be in the group by hand until the directory has taken it over.
#       default: PT24H
#   needs:
#     - declared: mapping
#     - kind: membership
#       fields: [source]
#   rests_on:
#     - reasons: [by-hand]
#       facts:
#         - declared: mapping
#         - {kind: membership, fields: [group, member, source], values: {source: [manual]}}
#   controls: [PR.AA-05, AC-2, CM-5, CIS 6.7, A.5.18, CC6.3]
#   remediation: Put the person into the directory's group, take the membership by hand away, and let nobody but the channel change the group.
#   false_positives:
#     - An application that cannot tell how members came leaves it open.
#     - Members for emergencies are there by hand on purpose.
#     - Whoever made the group is its member by that, and added themselves.
#     - Where all members were added by hand, one finding says that nothing fills the group.
package entitlint.rules.group.group_local_managed

import data.entitlint.lib.filling
import data.entitlint.lib.limits
import future.keywords.not

_id := "group-local-managed"

deny contains finding if {
	not _all_by_hand
	some entry in input.byHand
	_counts(entry)
	not entry.id in _strangers
	finding := object.union(_account(entry), {
		"id": entry.id,
		"app": input.home,
		"reason": "by-hand",
		"severity": filling.severity,
		"msg": concat("", [entry.member, " was put into ", filling.here, " by hand", _giver(entry), ", and ", _sources, " fills it."]),
	})
}

deny contains {
	"id": input.id,
	"app": input.home,
	"reason": "by-hand",
	"severity": filling.severity,
	"msg": concat("", [
		"All ",
		format_int(input.byHandCount, 10),
		" members of ",
		filling.here,
		" were added by hand, although ",
		_sources,
		" is to fill it.",
	]),
} if {
	_all_by_hand
	some entry in input.byHand
	_counts(entry)
}

unknown contains {
	"id": input.id,
	"app": input.home,
	"reason": "source-unknown",
	"msg": concat("", [
		"Whether ",
		format_int(input.untold, 10),
		" of the members of ",
		filling.here,
		" were added by hand cannot be judged: how they came is not known.",
	]),
} if {
	input.untold > 0
}

_all_by_hand if {
	input.byHandCount == input.members.direct
	input.byHandCount > 1
}

_counts(entry) if {
	not entry.breakGlass
	not entry.addedAt > limits.cutoff(input.home, _id, "grace")
	not _is_maker(entry)
}

_account(entry) := {"account": entry.member} if startswith(entry.member, "account:")

else := {}

_is_maker(entry) if entry.addedBy == entry.member

# Told as drift: they are in no group of the directory that fills this one.
_strangers := {person.membership |
	some entry in input.filledBy
	some person in entry.extra
}

_sources := concat(", ", sort([filling.source(entry) | some entry in input.filledBy]))

default _giver(_) := ""

_giver(entry) := concat("", [" of ", entry.addedBy])
