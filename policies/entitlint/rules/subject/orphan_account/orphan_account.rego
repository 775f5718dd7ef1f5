# METADATA
# title: Account that belongs to nobody
# description: |
#   A usable account of a person matches no identity in the directories its application declares; or a person in a directory
#   matches no record of the authority that the directory takes its people from. An account whose age no
#   source tells counts as old: first seeing it today does not make it new. An account whose identity was there before and
#   is gone is no orphan: `leaver-account-enabled` says whose it was.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   severities:
#     critical: The account is privileged.
#     medium: It is an entry of a directory, and no source of people knows it.
#   examines: account
#   reasons:
#     app: unmatched
#     directory: unmatched
#     account-unknown: undecided
#     kind-unread: undecided
#   params:
#     minAge:
#       type: duration
#       description: How old an account must be before it has to belong to somebody.
#       default: PT24H
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#     - correlated: 60
#   rests_on:
#     - reasons: [app]
#       facts:
#         - {kind: account, role: application, fields: [status, kind], values: {kind: [human]}}
#         - {kind: identity, of: people}
#     - reasons: [directory]
#       facts:
#         - {kind: identity, role: directory, fields: [status, kind], values: {kind: [human]}}
#         - {kind: identity, of: authority}
#   cause_of: grant-no-active-record
#   controls: [NHI1:2025, PR.AA-01, ID.AM-02, AC-2(3), IA-4, CM-8, CIS 5.1, CIS 5.5, A.5.16, A.5.9, CC6.2, CC6.1]
#   remediation: Find whose account it is and link it; declare its kind if it is no person's; else disable and delete it.
#   false_positives:
#     - Guests, shared, emergency and system accounts are never orphans; they have rules of their own.
#     - An invitation belongs to nobody before it is accepted.
#     - A new account may be seen before the record of its person.
package entitlint.rules.subject.orphan_account

import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "orphan-account"

deny contains finding if {
	some account in input.accounts
	_unmatched_person(account)
	status.usable(account)
	account.record.status != "invited"
	not reading.unread(account.record, "kind")
	_old(account, limits.cutoff(account.app, _id, "minAge"))
	finding := wording.raised(
		object.union(_about_account(account, "app"), {"msg": concat("", [
			account.record.id,
			" can be used and matches no identity",
			wording.where(account),
			".",
		])}),
		account,
		"critical",
	)
}

deny contains finding if {
	some entry in input.identities
	entry.role == "directory"
	entry.authoritative == "unmatched"
	entry.record.kind == "human"
	entry.record.status in {"active", "locked"}
	not reading.unread(entry.record, "status")
	_old_identity(entry, limits.cutoff(entry.system, _id, "minAge"))
	finding := {
		"id": entry.record.id,
		"app": entry.system,
		"reason": "directory",
		"severity": "medium",
		"identity": entry.record.id,
		"msg": concat("", [entry.record.id, " is active in ", entry.system, " and matches no record of the authority."]),
	}
}

unknown contains finding if {
	some account in input.accounts
	_unmatched_person(account)
	doubt := _doubt(account)
	finding := object.union(_about_account(account, doubt), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" is an orphan cannot be judged: ",
		_doubt_text[doubt],
		".",
	])})
}

unknown contains finding if {
	some entry in input.identities
	entry.role == "directory"
	entry.authoritative == "unmatched"
	entry.record.kind == "human"
	_status_undecided(entry.record)
	finding := {
		"id": entry.record.id,
		"app": entry.system,
		"reason": "account-unknown",
		"identity": entry.record.id,
		"msg": concat("", ["Whether ", entry.record.id, " is an orphan cannot be judged: ", _doubt_text["account-unknown"], "."]),
	}
}

_status_undecided(record) if record.status == "unknown"

_status_undecided(record) if reading.unread(record, "status")

_unmatched_person(account) if {
	account.link.situation == "unmatched"
	account.kind == "human"
}

_doubt(account) := "account-unknown" if status.undecided(account)

else := "kind-unread" if {
	status.usable(account)
	reading.unread(account.record, "kind")
}

_doubt_text := {
	"account-unknown": "its status is not known",
	"kind-unread": "its kind could not be read",
}

_old(account, cutoff) if account.created < cutoff

_old(account, _) if not account.created

_old_identity(entry, cutoff) if entry.record.createdAt < cutoff

_old_identity(entry, _) if not entry.record.createdAt

_about_account(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
