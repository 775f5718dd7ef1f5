# METADATA
# title: Access granted to a group that nobody stands behind
# description: |
#   A grant names a group that does not exist (which shows where a source tells grants by their own, as lists of rights do) or that was deleted, so that whoever brings it back gets the access; or one in which nobody is; or
#   one that gives something privileged and has no owner who is here.
# schemas:
#   - input: schema.group
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The group gives something privileged.
#     low:
#       empty: "Nothing is reached through it now: the group is empty."
#       ownerless: The group is there, and only has no owner.
#   examines: group
#   reasons:
#     gone: gone
#     empty: empty
#     ownerless: ownerless
#     outside: unread
#     deletion-unread: undecided
#   params:
#     standby:
#       type: list
#       of: name-pattern
#       description: |
#         Groups that are empty on purpose until somebody needs them, or that a system brings along, by id or name.
#       default: ["pg_*", public, "rds_*", "cloudsql*"]
#   needs:
#     - kind: group
#     - kind: membership
#   rests_on:
#     - reasons: [gone]
#       facts:
#         - {kind: group, fields: [deletedAt]}
#         - {kind: grant, fields: [principal, principalType], values: {principal: [group]}}
#         - {kind: membership, fields: [group, member]}
#     - reasons: [empty]
#       facts:
#         - {kind: group, fields: [name]}
#         - {kind: grant, fields: [principal, principalType], values: {principal: [group]}}
#         - {kind: membership, fields: [group, member]}
#     - reasons: [ownerless]
#       facts:
#         - {kind: group, fields: [owners]}
#         - {kind: grant, fields: [principal, principalType], values: {principal: [group]}}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: membership, fields: [group, member]}
#   controls: [NHI1:2025, PR.AA-05, AC-2, AC-6, CIS 6.8, A.5.18, CC6.3]
#   remediation: Delete the grant, or bring the group back with an owner and members who need it.
#   false_positives:
#     - A group that is to be empty until somebody needs it is named in `standby`.
#     - The roles that PostgreSQL and its providers bring along are nobody's to empty or delete.
#     - A group to which somebody is invited is not empty.
#     - A group of a system that nothing reads may well be there, so that nothing can be said.
#     - Where a source does not tell owners of groups, none is missed.
package entitlint.rules.group.group_orphaned_grant

import data.entitlint.lib.owners
import data.entitlint.lib.pattern
import data.entitlint.lib.reading
import future.keywords.not

_id := "group-orphaned-grant"

deny contains object.union(_base("gone"), {
	"severity": _severity,
	"msg": concat("", [input.id, _holds, ", and does not exist."]),
}) if {
	input.gone
	input.grants.count > 0
}

deny contains object.union(_base("gone"), {
	"severity": _severity,
	"msg": concat("", [_named, _holds, ", and was deleted at ", input.record.deletedAt, "."]),
}) if {
	input.grants.count > 0
}

deny contains object.union(_base("empty"), {
	"severity": "low",
	"msg": concat("", [_named, _holds, ", and nobody is in it, at least since ", input.observedAt, "."]),
}) if {
	_is_there
	input.grants.count > 0
	input.members.people == 0
	not input.invited
	not _is_standby
}

deny contains object.union(_base("ownerless"), {
	"severity": "low",
	"msg": concat("", [_named, _holds, ", some of it privileged, and ", _owners, "."]),
}) if {
	_is_there
	input.grants.privileged > 0
	input.members.people > 0
	input.owners
	not _is_owned
}

unknown contains object.union(_base("outside"), {"msg": concat("", [
	"Whether ",
	input.id,
	" is there cannot be judged: it",
	_holds,
	", and nothing was read of its system.",
])}) if {
	input.outside
	input.grants.count > 0
}

unknown contains object.union(_base("deletion-unread"), {"msg": concat("", [
	"Whether ",
	_named,
	", which",
	_holds,
	", is there cannot be judged: whether it was deleted could not be read.",
])}) if {
	_is_deleted_perhaps
	input.grants.count > 0
}

_is_deleted_perhaps if {
	reading.unread(input.record, "deletedAt")
	not input.record.deletedAt
}

_is_there if {
	not input.record.deletedAt
	not _is_deleted_perhaps
}

_is_standby if {
	some standby in data.estate.params[_id].standby
	some name in [input.id, input.record.name]
	pattern.matches(name, standby)
}

_is_owned if {
	some owner in input.owners
	owners.state(owner) in {"active", "unknown"}
}

_owners := "nobody owns it" if count(input.owners) == 0

else := "none of its owners is here"

_named := concat("", [input.record.name, " of ", input.home])

_holds := concat("", [
	" is granted ",
	concat(", ", array.slice(input.grants.names, 0, 5)),
	_more,
	" in ",
	concat(", ", input.grants.systems),
])

_more := " and more" if count(input.grants.names) > 5

else := ""

_severity := "high" if input.grants.privileged > 0

else := "medium"

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
