# METADATA
# title: Too few emergency accounts that work
# description: |
#   Of the emergency accounts that `access/breakglass.yaml` names for an application or directory, fewer can be signed in with than
#   there are to be: one that fails, or whose custodians cannot be reached, leaves nobody a way in. An account counts that is there, is
#   not off, has been taken up and has not ended; where a source tells of no account when it ends, none has. What else is wrong with each is found by `breakglass-noncompliant`. Until somebody declares an emergency
#   account of a system, none is missed there.
# schemas:
#   - input: schema.app
# custom:
#   severity: high
#   examines: app
#   reasons:
#     too-few: count
#     account-unknown: undecided
#     account-unread: undecided
#     end-unread: undecided
#   params:
#     min:
#       type: number
#       by: app
#       range: [0]
#       whole: true
#       description: |
#         How many emergency accounts of a system have to work. A map by application, tier (`tier1`), channel or mode says so apart.
#       default: 2
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [too-few]
#       facts:
#         - {kind: account, fields: [status]}
#         - {declared: emergencies}
#   controls: [PR.AA-05, DE.CM-03, AC-2(2), AC-6(5), CP-2, IA-2(1), CIS 5.4, CIS 6.5, A.8.2, A.5.29, CC6.1, CC7.2, AI GOVERN 2.1]
#   remediation: >-
#     Make those work that do not, or set another account up and declare it with its custodians in `access/breakglass.yaml`; where fewer
#     are enough, say so in `min`.
#   false_positives:
#     - A system of which nobody has declared an emergency account is not asked for any.
#     - A system for which one account is enough has a `min` of its own.
#     - An account that is locked counts, because a lock-out passes.
#     - An account that ends later counts until then.
package entitlint.rules.app.breakglass_too_few

import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "breakglass-too-few"

deny contains {
	"id": input.id,
	"app": input.home,
	"reason": "too-few",
	"msg": concat("", [_count_text, ", and at least ", format_int(_min, 10), " are to", _others, "."]),
} if {
	_short
	count(_working) + count(_doubtful) < _min
}

unknown contains {
	"id": input.id,
	"app": input.home,
	"reason": reason,
	"msg": concat("", [
		"Whether enough emergency accounts of ",
		input.home,
		" work cannot be judged: ",
		_doubt_text[reason],
		concat(", ", ids),
		".",
	]),
} if {
	_short
	count(_working) + count(_doubtful) >= _min
	some reason, ids in _doubts
}

_min := limits.number(input.home, _id, "min")

_short if {
	count(input.emergencies) > 0
	count(_working) < _min
}

_working := [entry.id |
	some entry in input.emergencies
	status.usable(entry)
	not entry.record.status == "invited"
	not _doubt(entry)
]

_doubtful := {id | some ids in _doubts; some id in ids}

_idle := [text |
	some entry in input.emergencies
	text := concat("", [entry.id, " (", _why(entry), ")"])
]

_doubts[reason] contains entry.id if {
	some entry in input.emergencies
	reason := _doubt(entry)
}

_why(entry) := "nothing tells whether" if entry.id in _doubtful

else := "not there" if not entry.record

else := concat("", ["ended on ", substring(entry.expires, 0, 10)]) if {
	status.enabled(entry)
	not status.usable(entry)
}

else := entry.record.status if not entry.id in _working

_doubt(entry) := "account-unknown" if status.undecided(entry)

_doubt(entry) := "account-unread" if entry.unread

_doubt(entry) := "end-unread" if {
	status.enabled(entry)
	reading.unread(entry.record, "expiresAt")
}

_doubt_text := {
	"account-unknown": "the status is not known of ",
	"end-unread": "the end could not be read of ",
	"account-unread": "its accounts were not read to the end, and among those that were is no ",
}

_count_text := concat("", ["1 emergency account of ", input.home, " works", _named]) if count(_working) == 1

else := concat("", [format_int(count(_working), 10), " emergency accounts of ", input.home, " work", _named])

_named := "" if count(_working) == 0

else := concat("", [" (", concat(", ", _working), ")"])

_others := "" if count(_idle) == 0

else := concat("", ["; these do not: ", concat(", ", _idle)])
