# METADATA
# title: Guest without an end or without a sponsor
# description: |
#   Somebody from outside, whom no authority here knows, can get in; and nothing says until when, or nobody here answers for them, or
#   whoever did has left. It is judged where ends and sponsors are used at all: until any guest of a system has one, that is told once.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The guest is privileged.
#     low: The end is only further away than allowed.
#   examines: account
#   reasons:
#     no-end: no-end
#     far-end: no-end
#     no-sponsor: no-sponsor
#     sponsor-inactive: no-sponsor
#     ends-unused: undecided
#     end-unread: undecided
#     sponsor-unknown: undecided
#     account-unknown: undecided
#   shared:
#     ends-unused: no guest of this system has an end or a sponsor, so that guests are governed elsewhere or not at all
#   params:
#     longest:
#       type: duration
#       description: How far ahead the end of a guest may lie; one that lies further is told as low.
#       default: P365D
#     partners:
#       type: list
#       of: name-pattern
#       description: Patterns of addresses of guests whose own organisation governs them by an agreement, such as `*@partner.example.com`.
#       default: []
#   needs:
#     - kind: account
#       fields: [status, kind, expiresAt]
#   rests_on:
#     - reasons: [no-end, far-end]
#       facts:
#         - {kind: account, fields: [status, kind, expiresAt], values: {kind: [external]}}
#     - reasons: [no-sponsor, sponsor-inactive]
#       facts:
#         - {kind: account, fields: [status, kind, expiresAt], values: {kind: [external]}}
#         - {kind: identity, fields: [sponsors]}
#   controls: [PR.AA-05, GV.SC-07, AC-2, PS-7, AC-20, CIS 6.2, CIS 15.7, A.5.19, A.5.18, CC6.2, CC9.2, AI GOVERN 2.1]
#   remediation: Name somebody here who answers for the guest and a day on which it ends, or remove the guest.
#   false_positives:
#     - Guests of a partner that governs them itself are named by their addresses (`partners`).
#     - Whoever was invited and has not accepted is no guest yet.
#     - Contractors whom HR knows have their end there.
#     - A guest all of whose access ends by itself needs no end of their own.
package entitlint.rules.subject.external_guest_ungoverned

import data.entitlint.lib.instants
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.owners
import data.entitlint.lib.pattern
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "external-guest-ungoverned"

deny contains finding if {
	some account in _guests
	status.usable(account)
	some [reason, text] in _gaps(account)
	finding := _graded(account, object.union_n([_base(account, reason), lifecycle.about, {"msg": concat("", [
		account.record.id,
		" is a guest in ",
		account.app,
		", and ",
		text,
		wording.where(account),
		".",
	])}]))
}

unknown contains finding if {
	some account in _guests
	some [reason, text] in _doubts(account)
	finding := object.union(_base(account, reason), {"msg": concat("", [
		"Whether the guest ",
		account.record.id,
		" is governed cannot be judged: ",
		text,
		".",
	])})
}

# One account for each guest: that of the directory, or of an application to which no directory leads.
_guests contains account if {
	not lifecycle.decided_by_authority
	not input.registry
	some account in input.accounts
	_is_guest(account)
	not account.record.status in (status.at_rest | {"invited"})
	not _is_partner(account)
}

_is_guest(account) if {
	account.kind == "external"
	count(input.identities) == 0
}

_is_guest(account) if {
	some entry in input.identities
	entry.record.kind == "external"
	replace(account.record.id, "account:", "identity:") == entry.record.id
}

_is_partner(account) if {
	some form in data.estate.params[_id].partners
	some address in _addresses(account)
	pattern.matches(address, form)
}

_addresses(account) := ({email.value | some email in account.record.emails} | {email.value |
	some entry in input.identities
	some email in entry.record.emails
}) | {name | name := account.record.userName}

_used(account) := object.get(object.get(data.estate.sources, account.app, {}), "guests", [])

_gaps(account) := _end_gaps(account) | _sponsor_gaps(account)

_end_gaps(account) := {["no-end", "nothing says until when"]} if {
	"ends" in _used(account)
	not _end(account)
	not reading.unread(account.record, "expiresAt")
	not _ends_by_itself(account)
}

else := {["far-end", concat(" ", ["it ends only at", _end(account)])]} if {
	read := instants.seconds(account.observedAt)
	instants.seconds(_end(account)) - read > read - instants.seconds(limits.cutoff(account.app, _id, "longest"))
}

else := set()

_sponsor_gaps(account) := {["no-sponsor", "nobody here answers for them"]} if {
	"sponsors" in _used(account)
	count(input.owners) == 0
	not _sponsor_unread
}

else := {["sponsor-inactive", concat("", ["nobody of those who answer for them is here any more (", concat(", ", sort([owner.ref | some owner in input.owners])), ")"])]} if {
	count(input.owners) > 0
	count(owners.states & {"active", "unknown"}) == 0
}

else := set()

# By the account's own word first.
_end(account) := array.concat([end | end := account.expires], [entry.expires |
	some entry in input.identities
	replace(account.record.id, "account:", "identity:") == entry.record.id
])[0]

_ends_by_itself(account) if {
	count(account.grants) > 0
	every grant in account.grants {
		grant.expires
	}
}

_sponsor_unread if {
	some entry in input.identities
	reading.unread(entry.record, "sponsors")
}

_doubts(account) := {["account-unknown", "whether it can be used is not known"]} if status.undecided(account)

else := {["ends-unused", "no guest of the system has an end or a sponsor"]} if count(_used(account)) == 0

else := {doubt | some doubt in (_end_doubts(account) | _sponsor_doubts(account))}

_end_doubts(account) := {["end-unread", "its end could not be read"]} if {
	reading.unread(account.record, "expiresAt")
	not _end(account)
}

else := set()

_sponsor_doubts(_) := {["sponsor-unknown", "whether anybody who answers for them is still here is not known"]} if {
	"unknown" in owners.states
	not "active" in owners.states
}

else := {["sponsor-unknown", "who answers for them could not be read"]} if {
	_sponsor_unread
	count(input.owners) == 0
}

else := set()

_graded(account, finding) := wording.raised(finding, account, "high") if finding.reason != "far-end"

else := object.union(finding, {"severity": "low"})

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
