# METADATA
# title: Shared login that nobody declared, or that leavers still know
# description: |
#   An account that belongs to nobody is named as one that many use, and nobody has said so; or a login that is declared as shared
#   still has the secret that somebody knew who has left. What is done with it can be said of nobody.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: account
#   reasons:
#     generic: undeclared
#     not-rotated: not-rotated
#     account-unknown: undecided
#     secret-unknown: undecided
#     leaving-unknown: undecided
#     name-unread: undecided
#     credential-unknown: undecided
#   params:
#     names:
#       type: list
#       of: name-pattern
#       description: User names that tell of a task or a place instead of a person; what follows an @ is not looked at.
#       default: [admin, administrator, root, info, office, support, helpdesk, sales, service, test, demo, guest, shared, team, reception, kiosk, scanner, "shared-*", "*-shared", "team-*"]
#     rotateWithin:
#       type: duration
#       description: How long after somebody has left a secret that they knew may stay.
#       default: P1D
#   needs:
#     - kind: account
#       fields: [status, userName]
#     - kind: identity
#       of: people
#   rests_on:
#     - reasons: [generic]
#       facts:
#         - {kind: account, role: application, fields: [status, userName]}
#         - {kind: identity, of: people}
#     - reasons: [not-rotated]
#       facts:
#         - {kind: account, fields: [status, userName]}
#         - {registry: [owner]}
#         - {kind: credential, fields: [status, rotatedAt], values: {principal: [account]}}
#         - {kind: identity, of: owners, fields: [status, statusChangedAt], values: {status: [disabled, terminated, deleted]}}
#   cause_of: grant-no-active-record
#   controls: [NHI9:2025, NHI10:2025, PR.AA-01, PR.AA-03, AC-2, IA-5, IA-2(5), CIS 5.1, CIS 5.2, A.5.16, A.5.17, CC6.1]
#   remediation: Give everybody an account of their own; where one has to be shared, register it as shared with its owners, and change its secret when somebody leaves.
#   false_positives:
#     - A kiosk, a screen or a scanner is declared as system in the application's access file.
#     - A login that is registered with its owner is declared, whatever its name.
#     - A mailbox that nobody signs in with has no way to sign in.
#     - An account that a link says is somebody's is theirs, whatever its name.
package entitlint.rules.subject.shared_account_undeclared

import data.entitlint.lib.limits
import data.entitlint.lib.machine
import data.entitlint.lib.owners
import data.entitlint.lib.pattern
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "shared-account-undeclared"

_keyless := {"federated", "managed"}

deny contains finding if {
	some account in _generic
	status.usable(account)
	finding := wording.raised(
		object.union(_base(account, "generic"), {"msg": concat("", [
			account.record.id,
			" belongs to nobody, and ",
			account.record.userName,
			" is the name of a login that many use",
			wording.where(account),
			".",
		])}),
		account,
		"high",
	)
}

deny contains finding if {
	some entry in _secrets
	status.working(entry)
	left := _last_left(entry)
	_made(entry) < left
	finding := wording.raised(
		object.union(_credential(entry, "not-rotated"), {"msg": concat("", [
			entry.record.id,
			" of the shared ",
			input.id,
			" is older than the leaving of one of its owners, at ",
			left,
			".",
		])}),
		_whole,
		"high",
	)
}

unknown contains finding if {
	some account in _of_nobody
	reason := _login_doubt(account)
	finding := object.union(_base(account, reason), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" is a shared login that is in use cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

unknown contains finding if {
	some entry in _secrets
	reason := _doubt(entry)
	finding := object.union(_credential(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" of the shared ",
		input.id,
		" was changed since one of its owners left cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_login_doubt(account) := "account-unknown" if {
	_is_of_many(account.record.userName)
	status.undecided(account)
}

else := "name-unread" if {
	reading.unread(account.record, "userName")
	not account.record.userName
	not status.unusable(account)
}

_doubt(entry) := "leaving-unknown" if {
	_undated
	not _made(entry) < _last_left(entry)
}

else := "secret-unknown" if {
	_last_left(entry)
	not _made(entry)
}

else := "credential-unknown" if {
	status.perhaps_working(entry)
	_made(entry) < _last_left(entry)
}

_doubt_text := {
	"account-unknown": "its status is not known",
	"credential-unknown": "its status is not known",
	"name-unread": "its user name could not be read",
	"leaving-unknown": "nothing tells when that was",
	"secret-unknown": "its age is not known",
}

_generic := [account | some account in _of_nobody; _is_of_many(account.record.userName)]

_of_nobody := [account |
	not input.registry
	some account in input.accounts
	account.kind in {"human", "unknown"}
	account.link.situation == "unmatched"
	not account.link.by
	not _silent(account)
]

# Ways to sign in were read, and there are none.
_silent(account) if {
	account.record.loginMethods == []
	not reading.unread(account.record, "loginMethods")
}

_is_of_many(name) if {
	some form in data.estate.params[_id].names
	pattern.matches(split(name, "@")[0], form)
}

_secrets := [entry |
	input.kind == "shared"
	machine.governed
	some entry in input.credentials
	not entry.record.type in _keyless
	_may_work(entry)
]

_may_work(entry) if status.working(entry)

_may_work(entry) if status.perhaps_working(entry)

_gone := [holder |
	some owner in input.owners
	some holder in owner.holders
	owners.holder_state(holder) == "inactive"
]

_leavings(holder) := [since | some record in holder.records; since := _since(record)]

# The last of those that lie so long ago that the secret was to be changed by now.
_last_left(entry) := max([since |
	some holder in _gone
	some since in _leavings(holder)
	since < limits.cutoff(entry.app, _id, "rotateWithin")
])

_undated if {
	some holder in _gone
	_leavings(holder) == []
}

_since(record) := record.since if record.status in status.over

else := record.ends

_made(entry) := at if at := entry.record.rotatedAt

else := entry.record.createdAt

default _whole := {}

_whole := {"privileged": true} if machine.privileged

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}

_credential(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
