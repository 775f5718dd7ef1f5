# METADATA
# title: Too few emergency accounts that work
# description: |
#   Of the emergency accounts that `access/breakglass.yaml` names for an application or directory, fewer can be signed in with than
#   there are to be: one that fails, or whose custodians cannot be reached, leaves nobody a way in. An account counts that is there, is
#   not off, has been taken up and has not ended. Each tenant of which one is declared is counted for itself, because an account opens
#   no other. What else is wrong with each is found by `breakglass-noncompliant`. Where nobody has declared an emergency account of a
#   system, nothing says whether it has any, and the rule is not evaluable there.
# schemas:
#   - input: schema.app
# custom:
#   severity: high
#   examines: app
#   reasons:
#     too-few: count
#     ended: count
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
#         How many emergency accounts of a system, or of each of its tenants, have to work. A map by application, tier (`tier1`), channel
#         or mode says so apart.
#       default: 2
#   needs:
#     - declared: emergencies
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [too-few]
#       facts:
#         - {kind: account, fields: [status]}
#         - {declared: emergencies}
#     - reasons: [ended]
#       facts:
#         - {kind: account, fields: [status, expiresAt], values: {expiresAt: [past]}}
#         - {declared: emergencies}
#   controls: [PR.AA-05, DE.CM-03, AC-2(2), AC-6(5), CP-2, IA-2(1), CIS 5.4, CIS 6.5, A.8.2, A.5.29, CC6.1, CC7.2, AI GOVERN 2.1]
#   remediation: >-
#     Make those work that do not, or set another account up and declare it with its custodians in `access/breakglass.yaml`; where fewer
#     are enough, say so in `min`.
#   false_positives:
#     - A system of which nobody has declared an emergency account is not asked for any.
#     - A tenant of which nobody has declared one is not asked for any because another one has some.
#     - A system for which one account is enough has a `min` of its own.
#     - An account that is locked counts, because a lock-out passes.
#     - An account that ends later counts until then.
package entitlint.rules.app.breakglass_too_few

import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "breakglass-too-few"

deny contains finding if {
	some tenant in _short
	possible := count(_working(tenant)) + count(_doubtful(tenant))
	possible < _min
	finding := object.union(_base(tenant, _reason(possible + count(_ended(tenant)))), {"msg": concat("", [
		_count_text(tenant, _working(tenant)),
		", and at least ",
		format_int(_min, 10),
		" are to",
		_others(tenant),
		".",
	])})
}

unknown contains finding if {
	some tenant in _short
	count(_working(tenant)) + count(_doubtful(tenant)) >= _min
	some reason, text in _doubt_text
	ids := {entry.id | some entry in _entries(tenant); _doubt(entry) == reason}
	count(ids) > 0
	finding := object.union(_base(tenant, reason), {"msg": concat("", [
		"Whether enough emergency accounts of ",
		_name(tenant),
		" work cannot be judged: ",
		text,
		concat(", ", ids),
		".",
	])})
}

_base(tenant, reason) := {
	"id": concat("/", [input.id, "breakglass", tenant]),
	"app": input.home,
	"reason": reason,
}

_min := limits.number(input.home, _id, "min")

# Tenants in which too few are known to work.
_short contains tenant if {
	some entry in input.emergencies
	tenant := _tenant(entry)
	count(_working(tenant)) < _min
}

# Where enough would do but for their end, whoever cannot read ends would find nothing.
_reason(but_for_ends) := "ended" if but_for_ends >= _min

else := "too-few"

_tenant(entry) := split(entry.id, "/")[1]

_entries(tenant) := [entry | some entry in input.emergencies; _tenant(entry) == tenant]

_working(tenant) := [entry.id | some entry in _entries(tenant); _works(entry); not _doubt(entry)]

_ended(tenant) := [entry | some entry in _entries(tenant); _has_ended(entry)]

_doubtful(tenant) := [entry | some entry in _entries(tenant); _doubt(entry)]

_works(entry) if {
	_taken_up(entry)
	status.usable(entry)
}

_has_ended(entry) if {
	_taken_up(entry)
	not status.usable(entry)
}

_taken_up(entry) if {
	status.enabled(entry)
	not entry.record.status == "invited"
}

_why(entry) := "nothing tells whether" if _doubt(entry)

else := "not there" if not entry.record

else := concat("", ["ended on ", substring(entry.expires, 0, 10)]) if _has_ended(entry)

else := entry.record.status if not _works(entry)

_doubt(entry) := "account-unknown" if status.undecided(entry)

_doubt(entry) := "account-unread" if entry.unread

_doubt(entry) := "end-unread" if {
	_taken_up(entry)
	reading.unread(entry.record, "expiresAt")
}

_doubt_text := {
	"account-unknown": "the status is not known of ",
	"end-unread": "the end could not be read of ",
	"account-unread": "its accounts were not read to the end, and among those that were is no ",
}

_name(tenant) := concat("/", [input.home, tenant])

_count_text(tenant, [id]) := concat("", ["1 emergency account of ", _name(tenant), " works (", id, ")"])

_count_text(tenant, ids) := concat("", [
	format_int(count(ids), 10),
	" emergency accounts of ",
	_name(tenant),
	" work",
	_named(ids),
]) if {
	count(ids) != 1
}

_named(ids) := "" if count(ids) == 0

else := concat("", [" (", concat(", ", ids), ")"])

_others(tenant) := "" if count(_idle(tenant)) == 0

else := concat("", ["; these do not: ", concat(", ", _idle(tenant))])

_idle(tenant) := [concat("", [entry.id, " (", _why(entry), ")"]) | some entry in _entries(tenant)]
