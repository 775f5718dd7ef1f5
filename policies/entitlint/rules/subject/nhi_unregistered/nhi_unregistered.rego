# METADATA
# title: Machine that nobody registered
# description: |
#   An application has a usable account of a service, agent, workload or shared identity that is in no directory and not in the
#   registry. It is asked to be registered; owner and expiry come with that, and are not reported beside it. A stub in the registry is
#   enough until its day of decision; after that nhi-no-owner asks for the owner.
# schemas:
#   - input: schema.subject
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: account
#   reasons:
#     unregistered: unregistered
#     account-unknown: undecided
#     kind-unread: undecided
#   needs:
#     - kind: account
#       fields: [status, kind]
#     - kind: identity
#       of: people
#   rests_on:
#     - reasons: [unregistered]
#       facts:
#         - {kind: account, role: application, fields: [status, kind], values: {kind: [service, agent, workload, shared]}}
#         - {kind: identity, of: people}
#   cause_of: grant-no-active-record
#   controls: [NHI1:2025, ID.AM-02, PR.AA-01, CM-8, IA-4, AC-2, CIS 5.1, CIS 5.5, A.5.9, CC6.1, AI GOVERN 1.6]
#   remediation: Register the account with an owner, a purpose and an end, or disable it; `entitlint access adopt` writes a stub and proposes an owner.
#   false_positives:
#     - System accounts of the vendor are no machines of ours; declare them as system.
#     - A person's account that looks like a machine's is declared as human.
package entitlint.rules.subject.nhi_unregistered

import data.entitlint.lib.machine
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

deny contains finding if {
	not machine.known
	some account in input.accounts
	_unmatched_machine(account)
	status.usable(account)
	not reading.unread(account.record, "kind")
	finding := wording.raised(
		object.union(_base(account, "unregistered"), {"msg": concat("", [
			account.record.id,
			" is a machine that is in no directory and not registered",
			wording.where(account),
			".",
		])}),
		account,
		"high",
	)
}

unknown contains finding if {
	not machine.known
	some account in input.accounts
	_unmatched_machine(account)
	reason := _doubt(account)
	finding := object.union(_base(account, reason), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" has to be registered cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_unmatched_machine(account) if {
	account.link.situation == "unmatched"
	account.kind in machine.kinds
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

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
