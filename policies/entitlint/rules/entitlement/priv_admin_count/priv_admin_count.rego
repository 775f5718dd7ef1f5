# METADATA
# title: Too many or too few administrators
# description: |
#   So many people can use a privileged role that nobody answers for it any more, or so few that one who is away locks everybody out.
#   Everybody who comes to it by groups is counted, once, however many groups and accounts lead there; whoever may only switch it on
#   counts too.
# schemas:
#   - input: schema.entitlement
#   - data.estate: schema.estate
# custom:
#   severity: high
#   severities:
#     medium: Too few hold the role.
#   examines: entitlement
#   reasons:
#     out-of-range: count
#     status-unknown: undecided
#     privilege-unread: unread
#   params:
#     max:
#       type: number
#       by: entitlement
#       range: [0]
#       whole: true
#       description: |
#         The most people who may hold it. A map by entitlement (`<application>/<kind>/<name>`), application or kind of
#         entitlement says so apart.
#       default: {default: 8, org: 3}
#     min:
#       type: number
#       by: entitlement
#       range: [0]
#       whole: true
#       atMost: max
#       description: The fewest people who are to hold it, accounts for emergencies included; a map as for `max`.
#       default: {default: 0, org: 2}
#     kinds:
#       type: list
#       of: entitlement-kind
#       description: Kinds of entitlements that make an administrator of a whole application; others are about one object in it.
#       default: [org, role, group, permission-set]
#   needs:
#     - kind: grant
#     - kind: account
#       fields: [status]
#     - kind: entitlement
#       fields: [privileged]
#   rests_on:
#     - reasons: [out-of-range]
#       facts:
#         - {kind: entitlement, fields: [kind, privileged], values: {kind: [org, role, group, permission-set]}}
#         - {kind: grant, fields: [principal]}
#         - {kind: account, fields: [status]}
#   controls: [PR.AA-05, AC-6(5), AC-5, CIS 5.4, A.8.2, CC6.3]
#   remediation: >-
#     Take the role from those who do not need it every day, and let them switch it on when they do; give it to a second person where one
#     holds it alone.
#   false_positives:
#     - Accounts for emergencies are not counted as too many.
#     - An account for emergencies makes up for a person too few.
#     - Machines are judged by other rules.
#     - What the vendor itself runs is nobody of ours.
#     - A role within another one makes nobody an administrator of the whole.
#     - A role of one object, such as a repository, is none of the whole application.
package entitlint.rules.entitlement.priv_admin_count

import data.entitlint.lib.status
import future.keywords.not

_id := "priv-admin-count"

_kinds := {"human", "external", "shared", "unknown"}

deny contains object.union(_base("out-of-range"), {"msg": concat("", [
	_people(_sure),
	_hold(_sure),
	_named,
	_of(_holding),
	", and at most ",
	format_int(_limit("max"), 10),
	" may.",
])}) if {
	_top_level
	_sure > _limit("max")
}

deny contains object.union(_base("out-of-range"), {
	"severity": "medium",
	"msg": concat("", [
		_people(_sure),
		_for_emergencies,
		_hold(_sure + _emergency),
		_named,
		_of(_holding | _ready),
		", and at least ",
		format_int(_limit("min"), 10),
		" are to.",
	]),
}) if {
	_top_level
	(_sure + _perhaps) + _emergency < _limit("min")
}

unknown contains object.union(_base("status-unknown"), {"msg": concat("", [
	"Whether too many or too few hold ",
	_of_itself,
	" cannot be judged: of ",
	format_int(_perhaps, 10),
	" of their accounts it is not known whether they can be used.",
])}) if {
	_top_level
	_undecided
}

# Told here for all rules that ask whether what somebody holds is privileged.
unknown contains object.union(_base("privilege-unread"), {"msg": concat("", [
	"Whether ",
	_of_itself,
	" is privileged could not be read, so that nothing which rests on that is judged of those who hold it.",
])}) if {
	input.privilegeUnread
	some holding in input.holders
	_usable(holding)
}

_undecided if {
	_sure <= _limit("max")
	_sure + _perhaps > _limit("max")
}

_undecided if {
	_sure + _emergency < _limit("min")
	(_sure + _perhaps) + _emergency >= _limit("min")
}

_top_level if {
	input.privileged
	not input.record.parentId
	input.record.kind in data.estate.params[_id].kinds
}

_usable(holding) if {
	holding.status in status.in_use
	not holding.ended
}

# Everybody is in one holding alone, by the account that stands best.
_sure := sum([holding.count | some holding in _holding])

_holding contains holding if {
	some holding in input.holders
	holding.of in _kinds
	_usable(holding)
}

_perhaps := sum([holding.count |
	some holding in input.holders
	holding.of in _kinds
	holding.status == "unknown"
])

_emergency := sum([holding.count | some holding in _ready])

_ready contains holding if {
	some holding in input.holders
	holding.of == "break-glass"
	_usable(holding)
}

_keys := [
	concat("/", [input.home, input.record.kind, input.record.name]),
	input.home,
	input.record.kind,
	"default",
]

_limit(name) := limits if {
	limits := data.estate.params[_id][name]
	is_number(limits)
}

else := [limits[key] | some key in _keys][0] if {
	limits := data.estate.params[_id][name]
}

_people(1) := "1 person"

_people(number) := concat("", [format_int(number, 10), " people"]) if number != 1

default _for_emergencies := ""

_for_emergencies := " and 1 account for emergencies" if _emergency == 1

_for_emergencies := concat("", [" and ", format_int(_emergency, 10), " accounts for emergencies"]) if _emergency > 1

_hold(1) := " holds "

_hold(number) := " hold " if number != 1

_named := input.record.name

# Those who were counted, and nobody else.
_of(holdings) := concat("", [" of ", input.home, _who(holdings)])

_of_itself := concat("", [input.record.name, " of ", input.home])

_who(holdings) := "" if count(_names(holdings)) == 0

_who(holdings) := concat("", [" (", concat(", ", array.slice(names, 0, 10)), _more(names), ")"]) if {
	names := _names(holdings)
	count(names) > 0
}

_names(holdings) := sort({name | some holding in holdings; some name in holding.who})

_more(names) := " and others" if count(names) > 10

else := ""

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
