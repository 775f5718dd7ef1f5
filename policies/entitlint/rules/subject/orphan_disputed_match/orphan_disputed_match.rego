# METADATA
# title: Account whose owner is disputed
# description: |
#   Keys lead from the account to more than one identity, or only a weak key leads from a privileged account to one. Nobody
#   can say who answers for it, so no choice is made. A directory record that matches several records of its authority counts too.
#   A link made by hand settles it, and so does an entry in the registry, such as that of a mailbox that several people share: no key
#   is tried then.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: account
#   reasons:
#     disputed: disputed
#     weak: disputed
#     directory: disputed
#     account-unknown: undecided
#     status-unknown: undecided
#   params:
#     weakKeysAllowed:
#       type: boolean
#       description: Whether a weak key (a second address, a recycled name) may link a privileged account.
#       default: false
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#   rests_on:
#     - reasons: [disputed]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: identity, of: people}
#     - reasons: [weak]
#       facts:
#         - {kind: account, role: application, fields: [status, emails]}
#         - {kind: grant}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: identity, of: people, fields: [emails]}
#     - reasons: [weak]
#       facts:
#         - {kind: account, role: application, fields: [status, userName, createdAt]}
#         - {kind: grant}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: identity, of: people, fields: [userName, createdAt]}
#     - reasons: [directory]
#       facts:
#         - {kind: identity, role: directory, fields: [status]}
#         - {kind: identity, of: authority}
#   cause_of: orphan-link-mismatch
#   controls: [PR.AA-01, PR.AA-02, IA-4, IA-2, CIS 5.1, A.5.16, CC6.2, AI GOVERN 1.6]
#   remediation: Set the account's external id to its person's immutable id, or link the account by hand.
#   false_positives:
#     - Where second addresses are as good as first ones, `weakKeysAllowed` says so.
#     - Who it was matters of no account that is off.
package entitlint.rules.subject.orphan_disputed_match

import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "orphan-disputed-match"

deny contains finding if {
	some account in input.accounts
	reason := _reason(account)
	status.usable(account)
	finding := wording.raised(
		object.union(_base(account, reason), {"msg": concat("", [
			account.record.id,
			" ",
			_text[reason],
			wording.where(account),
			".",
		])}),
		account,
		"high",
	)
}

deny contains finding if {
	some entry in input.identities
	entry.authoritative == "disputed"
	entry.record.status in status.in_use
	finding := {
		"id": entry.record.id,
		"app": entry.system,
		"reason": "directory",
		"identity": entry.record.id,
		"msg": concat("", [entry.record.id, " matches more than one record of the authority."]),
	}
}

unknown contains finding if {
	some account in input.accounts
	_reason(account)
	status.undecided(account)
	finding := object.union(_base(account, "account-unknown"), {"msg": concat("", [
		"Whether the dispute over ",
		account.record.id,
		" matters cannot be judged: its status is not known.",
	])})
}

unknown contains finding if {
	some entry in input.identities
	entry.authoritative == "disputed"
	status.undecided(entry)
	finding := {
		"id": entry.record.id,
		"app": entry.system,
		"reason": "status-unknown",
		"identity": entry.record.id,
		"msg": concat("", [
			"Whether the dispute over ",
			entry.record.id,
			" matters cannot be judged: its status is not known.",
		]),
	}
}

_reason(account) := "disputed" if account.link.situation == "disputed"

else := "weak" if {
	account.link.confidence == "weak"
	account.link.situation in {"linked", "unlinked"}
	account.privileged
	not data.estate.params[_id].weakKeysAllowed == true
}

_text := {
	"disputed": "matches more than one identity",
	"weak": "is privileged, and only a weak key leads to its owner",
}

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
