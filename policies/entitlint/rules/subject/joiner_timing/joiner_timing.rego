# METADATA
# title: Access before the first day, or none on it
# description: |
#   Somebody who has not started yet, or not again, can use an account already; or somebody who is here has no account at all in an
#   application in which their birthright role gives them something, although the time to make it has passed.
# schemas:
#   - input: schema.subject
# custom:
#   severity: medium
#   severities:
#     low: A required account is missing.
#   examines: subject
#   reasons:
#     early: early
#     missing: missing
#     start-unread: undecided
#     account-unknown: undecided
#     since-unknown: undecided
#   shared:
#     since-unknown: nothing tells since when the roles are declared
#   params:
#     lead:
#       type: duration
#       description: How long before the first day an account may be used.
#       default: P1D
#     gap:
#       type: duration
#       by: nothing
#       description: |
#         How long at most there may be nothing between two contracts of somebody who counts as here all the while. Whoever is away
#         for longer has left, for every rule, until the longest `lead` before the first day of the next.
#       default: P14D
#     sla:
#       type: duration
#       description: How long making an account may take, where the application's `lifecycle.sla` does not say.
#       default: PT24H
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#     - kind: identity
#       anywhere: [startDate]
#   rests_on:
#     - reasons: [early]
#       facts:
#         - {kind: account, fields: [status]}
#         - {kind: identity, of: people, fields: [startDate]}
#     - reasons: [missing]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [department]}
#         - {declared: access}
#   controls: [PR.AA-01, PR.AA-02, AC-2, PS-3, IA-4, CIS 6.1, A.5.16, A.6.1, CC6.2, AI GOVERN 2.1]
#   remediation: Switch the account off until the first day; find out why the missing one was not made.
#   false_positives:
#     - Where preparing earlier is agreed, `lead` says so for that application.
#     - An account that is made beforehand and cannot be used yet is as it should be.
#     - Whoever works here already and gets a new contract starts no second time.
#     - Whoever has a new contract that begins within `gap` of the end of the last one has not been away.
#     - An application that nobody has by birthright is missed by nobody.
package entitlint.rules.subject.joiner_timing

import data.entitlint.lib.decided
import data.entitlint.lib.instants
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "joiner-timing"

_people := {"human", "external", "unknown"}

deny contains finding if {
	input.kind in _people
	some account in input.accounts
	status.usable(account)
	account.record.status != "invited"
	_is_ahead(lifecycle.first_day, account)
	finding := object.union_n([_base(account, "early"), lifecycle.about, {"msg": concat("", [
		account.record.id,
		" can be used, and ",
		input.id,
		" does not start before ",
		lifecycle.first_day,
		wording.where(account),
		".",
	])}])
}

deny contains finding if {
	some system, entries in _missing
	since := max([entry.since | some entry in entries])
	since < limits.cutoff(system, _id, "sla")
	first := min([entry.id | some entry in entries])
	some entry in entries
	entry.id == first
	finding := object.union(
		{"id": first, "app": system, "reason": "missing", "severity": "low", "msg": concat("", [
			input.id,
			" has no account in ",
			system,
			", where the birthright role ",
			entry.role,
			" gives them ",
			entry.name,
			" since ",
			since,
			".",
		])},
		lifecycle.about,
	)
}

unknown contains finding if {
	input.kind in _people
	some entry in lifecycle.deciding
	reading.unread(entry.record, "startDate")
	some account in input.accounts
	status.usable(account)
	finding := object.union(_base(account, "start-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" can be used too early cannot be judged: when ",
		input.id,
		" starts could not be read.",
	])})
}

unknown contains finding if {
	input.kind in _people
	some account in input.accounts
	status.undecided(account)
	_is_ahead(lifecycle.first_day, account)
	finding := object.union(_base(account, "account-unknown"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" can be used before ",
		lifecycle.first_day,
		", when ",
		input.id,
		" starts, cannot be judged: its status is not known.",
	])})
}

unknown contains finding if {
	some system, entries in _missing
	some entry in entries
	not entry.since
	finding := {"id": entry.id, "app": system, "reason": "since-unknown", "msg": concat("", [
		"Whether ",
		input.id,
		" should have an account in ",
		system,
		" by now cannot be judged: nothing tells since when ",
		decided.line(entry),
		" gives them ",
		entry.name,
		".",
	])}
}

# Further ahead of when the account was read than the parameter allows.
_is_ahead(start, account) if {
	read := instants.seconds(account.observedAt)
	instants.seconds(start) - read > read - instants.seconds(limits.cutoff(account.app, _id, "lead"))
}

_missing[system] contains entry if {
	decided.is_at_work
	some entry in input.expected
	decided.told_as_newcomer(entry)
	system := entry.system
}

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
