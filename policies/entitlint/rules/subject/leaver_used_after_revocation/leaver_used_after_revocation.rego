# METADATA
# title: Used after it was to end
# description: |
#   Somebody signed in, or a key was used, after its person or machine had become inactive, or after the account or the key itself had
#   been switched off. Whatever was to end the access did not, or was undone; what it was used for has to be looked at.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: critical
#   examines: subject
#   reasons:
#     inactive: used-after
#     key: used-after
#     disabled: used-after
#     since-unknown: undecided
#     since-unread: undecided
#     since-untold: undecided
#     failures-counted: undecided
#     use-inexact: undecided
#     use-unread: undecided
#   shared:
#     since-untold: nothing tells since when people are gone who were gone at the first reading
#     use-unread: it does not tell of everything when it was last used
#     failures-counted: it counts attempts that failed as uses
#     use-inexact: nothing says how exactly it tells when something was last used
#   params:
#     skew:
#       type: duration
#       by: nothing
#       description: By how much clocks may differ.
#       default: PT15M
#   needs:
#     - oneOf:
#         - {kind: account, fields: [lastLoginAt]}
#         - {kind: account, fields: [lastUsedAt]}
#         - {kind: identity, fields: [lastLoginAt]}
#         - {kind: identity, fields: [lastUsedAt]}
#         - {kind: credential, fields: [lastUsedAt]}
#   rests_on:
#     - reasons: [inactive]
#       facts:
#         - {kind: account, fields: [lastLoginAt]}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [key]
#       facts:
#         - {kind: credential, fields: [lastUsedAt], values: {principal: [account]}}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [disabled]
#       facts:
#         - {kind: account, role: application, fields: [status, disabledAt, lastLoginAt], values: {status: [disabled, terminated, deleted]}}
#   controls: [NHI1:2025, DE.CM-03, PR.AA-05, AC-2(12), AC-2(13), AU-6, PS-4, CIS 6.2, CIS 8.11, A.8.16, A.5.18, CC7.2, CC6.3, AI MANAGE 2.4, ZT tenet 7]
#   remediation: Treat it as an incident. End sessions and revoke keys and tokens, then find out who used the access, and for what.
#   false_positives:
#     - Most sources tell a day. A use on the day of the departure itself may have come before it.
#     - Where attempts that failed count as uses, the use may be nobody's; it is undecided.
#     - A person who was hired again is active, and so is what they use.
#     - Clocks differ; a use within `skew` of the departure is none after it.
package entitlint.rules.subject.leaver_used_after_revocation

import data.entitlint.lib.lifecycle
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.usage
import future.keywords.not

_id := "leaver-used-after-revocation"

# What can have been used, each with the system it is counted in and what a finding names it by.
_used contains {"entry": entry, "app": entry.system, "about": {"identity": entry.record.id}} if {
	some entry in input.identities
	_is_looked_at(entry)
}

_used contains {"entry": entry, "app": entry.app, "about": {"account": entry.record.id}} if {
	some entry in input.accounts
	_is_looked_at(entry)
	entry.link.situation in {"linked", "unlinked", "unmatched"}
}

_used contains {"entry": entry, "app": entry.app, "about": {"credential": entry.record.id}} if {
	some entry in input.credentials
	_is_looked_at(entry)
}

_is_looked_at(entry) if entry.activity.used

_is_looked_at(entry) if _use_unread(entry)

_use_unread(entry) if {
	some field in ["lastLoginAt", "lastUsedAt"]
	reading.unread(entry.record, field)
	not entry.activity
}

deny contains finding if {
	some used in _used
	reason := _reason(used.entry)
	usage.certain(used.entry.activity)
	finding := object.union_n([_base(used, reason), {"msg": concat("", [
		used.entry.record.id,
		" was used ",
		usage.earliest_text(used.entry.activity),
		", after ",
		_end_text(used.entry, reason),
		".",
	])}])
}

unknown contains finding if {
	some used in _used
	doubt := _doubt(used.entry)
	finding := object.union(_base(used, doubt), {"msg": concat("", [
		"Whether ",
		used.entry.record.id,
		" was used after it was to end cannot be judged: ",
		_doubt_text[doubt],
		".",
	])})
}

_reason(entry) := _of_gone(entry) if {
	lifecycle.state == "inactive"
	lifecycle.change.kind in {"at", "before"}
	_after(entry, lifecycle.change.at)
}

else := "disabled" if _after(entry, _switched_off(entry))

_of_gone(entry) := "key" if startswith(entry.record.id, "credential:")

else := "inactive"

_after(entry, instant) if usage.after(entry.activity, instant, data.estate.params[_id].skew)

# Since when the account or the key itself is off: by its own word, else since it was first seen so.
_switched_off(entry) := entry.record.disabledAt if status.ended(entry)

else := entry.statusSince if status.ended(entry)

else := entry.statusSince if entry.record.status == "revoked"

_doubt(entry) := "use-unread" if {
	_use_unread(entry)
	_was_to_end(entry)
}

else := "failures-counted" if {
	_reason(entry)
	entry.activity.includesFailures
}

else := "use-inexact" if {
	_reason(entry)
	entry.activity.granularity == "unknown"
}

else := "since-unread" if {
	lifecycle.state == "inactive"
	lifecycle.change.kind == "unread"
	not _reason(entry)
}

# Whoever disappeared between two readings is the only one left.
else := "since-unknown" if {
	lifecycle.state == "inactive"
	not _reason(entry)
	_after(entry, lifecycle.change.at)
}

# It was ended before anybody looked, and used before that too: in which order nobody knows.
else := "since-untold" if {
	lifecycle.state == "inactive"
	lifecycle.change.kind == "before"
	not _reason(entry)
}

_was_to_end(_) if lifecycle.state == "inactive"

_was_to_end(entry) if _switched_off(entry)

_doubt_text := {
	"use-unread": "when it was last used could not be read",
	"failures-counted": "attempts that failed are counted as uses",
	"use-inexact": "nothing says how exact the time of its last use is",
	"since-unread": "since when its subject is inactive could not be read",
	"since-untold": "nothing tells since when its subject is inactive",
	"since-unknown": "its subject disappeared between two readings, and it was used between them",
}

_end_text(_, reason) := concat(" ", ["its subject had become inactive", lifecycle.since]) if {
	reason in {"inactive", "key"}
}

_end_text(entry, "disabled") := concat(" ", ["it had been switched off at", _switched_off(entry)])

_base(used, reason) := object.union_n([
	lifecycle.about,
	used.about,
	{"id": used.entry.record.id, "app": used.app, "reason": reason},
])
