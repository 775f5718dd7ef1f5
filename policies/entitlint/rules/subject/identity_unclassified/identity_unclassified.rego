# METADATA
# title: Nothing tells whether this is a person or a machine
# description: |
#   Neither a system of record, nor the registry, nor the application says what kind of identity this is, and it can sign in. One finding
#   asks to classify it, in place of several that would each guess. A missing HR row is never taken for a machine.
# schemas:
#   - input: schema.subject
# custom:
#   severity: low
#   examines: subject
#   reasons:
#     account: unclassified
#     identity: unclassified
#     kind-unread: undecided
#     account-unknown: undecided
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [account]
#       facts:
#         - {kind: account, fields: [status], values: {kind: [unknown]}}
#     - reasons: [identity]
#       facts:
#         - {kind: identity, fields: [status], values: {kind: [unknown]}}
#   controls: [NHI1:2025, ID.AM-02, PR.AA-01, CM-8, IA-4, CIS 5.1, CIS 5.5, A.5.9, CC6.1]
#   remediation: Declare the kind in the application's `kinds`, or register the machine.
#   false_positives:
#     - Somebody whom an authority such as HR knows is a person, whatever the application says.
package entitlint.rules.subject.identity_unclassified

import data.entitlint.lib.lifecycle
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

deny contains finding if {
	_unclassified
	reason := _reason
	not _kind_unread
	finding := object.union(_base(reason), {"msg": concat("", [
		"Nothing tells whether ",
		input.id,
		" is a person or a machine.",
	])})
}

unknown contains finding if {
	_unclassified
	reason := _doubt
	finding := object.union(_base(reason), {"msg": concat("", [
		"Whether ",
		input.id,
		" has to be classified cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_unclassified if {
	input.kind == "unknown"
	not lifecycle.decided_by_authority
}

_signs_in if {
	some account in input.accounts
	status.usable(account)
}

_perhaps_signs_in if {
	some account in input.accounts
	status.undecided(account)
}

_perhaps_signs_in if {
	some entry in input.identities
	status.undecided(entry)
}

_current if {
	some entry in input.identities
	entry.record.status in status.in_use
}

_reason := "identity" if _current

else := "account" if _signs_in

_kind_unread if {
	some account in input.accounts
	reading.unread(account.record, "kind")
}

_kind_unread if {
	some entry in input.identities
	reading.unread(entry.record, "kind")
}

_doubt := "kind-unread" if {
	_reason
	_kind_unread
}

else := "account-unknown" if {
	not _reason
	_perhaps_signs_in
}

_doubt_text := {
	"kind-unread": "its kind could not be read",
	"account-unknown": "it is not known whether it can sign in",
}

_base(reason) := {"id": input.id, "app": input.home, "reason": reason}
