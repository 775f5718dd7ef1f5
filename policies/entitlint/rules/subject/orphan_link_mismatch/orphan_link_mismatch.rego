# METADATA
# title: Account that was somebody else's
# description: |
#   The account leads to a person who is here, and something speaks against it: another of its keys leads to somebody who is gone, or its
#   name is one that somebody gone had when the account was there already, or it is older than the only person of that name. Whoever
#   gets a name again gets what the one before could do. Whoever comes back under the same number is the same person, somebody who
#   started long before counts from then. A link made by hand is not doubted, and one by a key that is no name not for the account's age.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   examines: account
#   reasons:
#     deleted-key: mismatch
#     recycled-name: mismatch
#     older-account: mismatch
#     account-unknown: undecided
#     created-unread: undecided
#   params:
#     tolerance:
#       type: duration
#       by: nothing
#       description: How much older than its person an account may be.
#       default: P1D
#     migration:
#       type: duration
#       by: nothing
#       description: How soon after somebody was last seen a record that takes over their name counts as theirs.
#       default: P7D
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#   rests_on:
#     - reasons: [deleted-key]
#       facts:
#         - {kind: account, role: application, fields: [status, userName, employeeId]}
#         - {kind: identity, of: people, fields: [userName, employeeId]}
#     - reasons: [recycled-name]
#       facts:
#         - {kind: account, role: application, fields: [status, userName]}
#         - {kind: identity, of: people, fields: [userName]}
#     - reasons: [older-account]
#       facts:
#         - {kind: account, role: application, fields: [status, userName, createdAt]}
#         - {kind: identity, of: people, fields: [userName, createdAt]}
#   controls: [NHI1:2025, PR.AA-01, PR.AA-02, IA-4, AC-2(3), CIS 5.1, A.5.16, CC6.2, AI GOVERN 1.6]
#   remediation: Find out whose account it is. Make the new person one of their own, look at what was inherited, and set an external id.
#   false_positives:
#     - When a directory is set up anew, records take over names within days.
#     - An account may be made on the day before its person is entered.
package entitlint.rules.subject.orphan_link_mismatch

import data.entitlint.lib.instants
import data.entitlint.lib.lifecycle
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "orphan-link-mismatch"

deny contains finding if {
	some account in input.accounts
	status.usable(account)
	[reason, text] := _doubt(account)
	finding := object.union_n([_base(account, reason), lifecycle.about, {"msg": concat("", [
		account.record.id,
		text,
		wording.where(account),
		".",
	])}])
}

unknown contains finding if {
	some account in input.accounts
	status.undecided(account)
	_doubt(account)
	finding := object.union(_base(account, "account-unknown"), {"msg": concat("", [
		"Whether it matters that ",
		account.record.id,
		" may have been somebody else's cannot be judged: its status is not known.",
	])})
}

unknown contains finding if {
	some account in input.accounts
	status.usable(account)
	account.link.personCreated
	reading.unread(account.record, "createdAt")
	not account.created
	not _doubt(account)
	finding := object.union(_base(account, "created-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" is older than ",
		_person(account),
		", to whom its ",
		account.link.by,
		" leads, cannot be judged: when it was made could not be read.",
	])})
}

# Whom a link by hand, one number or an early start excuses, that is settled where accounts are linked: `past` and `personCreated` tell
# of others alone.
_doubt(account) := ["deleted-key", text] if {
	former := _by_key(account)[0]
	text := concat("", [" belongs to ", _person(account), " by its ", account.link.by, ", and its ", former.by, " leads to ", _called(former)])
}

else := ["recycled-name", text] if {
	former := _by_name(account)[0]
	text := concat("", [" leads to ", _person(account), " by its ", account.link.by, "; by its ", former.by, " it was there for ", _called(former)])
}

else := ["older-account", text] if {
	instants.seconds(account.link.personCreated) - instants.seconds(account.created) > data.estate.params[_id].tolerance
	text := concat("", [
		" was made at ",
		account.created,
		", and ",
		_person(account),
		", to whom its ",
		account.link.by,
		" leads, is known only since ",
		account.link.personCreated,
	])
}

_ids := {"externalId", "assignment", "employeeId"}

_by_key(account) := [former | some former in account.link.past; former.by in _ids; not _is_renumbered(former)]

# Asked where no number of the account leads to anybody else.
_by_name(account) := [former |
	some former in account.link.past
	not _is_renumbered(former)
	_was_there(account, former)
]

# What was made after somebody was last seen was not made for them, and is left out beforehand.
_was_there(account, _) if account.created

_was_there(account, former) if {
	some entry in _records_beside(former)
	account.firstSeen < entry.firstSeen
}

_records_beside(former) := [entry |
	some entry in input.identities
	entry.system == split(split(former.id, ":")[1], "/")[0]
]

# The record of the person here came when the other one went.
_is_renumbered(former) if {
	some entry in _records_beside(former)
	entry.firstSeen > former.lastSeen
	instants.near(entry.firstSeen, former.lastSeen, data.estate.params[_id].migration)
}

_person(account) := input.id if account.link.situation == "linked"

else := account.link.candidates[0]

_called(former) := concat("", [former.id, _name(former), ", last seen ", former.lastSeen])

_name(former) := concat("", [" (", name, ")"]) if name := former.userName

else := ""

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
