# METADATA
# title: Person behind a machine's account, or machine behind a person's key
# description: |
#   An account of a machine lets people sign in, or asks for a second factor that only a person has; or the key of a person runs
#   workloads. What was done there can be said of nobody, and it ends with neither of the two.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: high
#   examines: account
#   reasons:
#     interactive: human-use
#     mfa: human-use
#     personal-key: personal-key
#     account-unknown: undecided
#     login-unread: undecided
#     workloads-unread: undecided
#     credential-unknown: undecided
#   params:
#     interactive:
#       type: list
#       description: Ways to sign in that are made for people, in lower case.
#       default: [interactive, console, browser, saml, oidc, sso, social, magic-link, passkey, webauthn]
#     setup:
#       type: duration
#       description: How long somebody may sign in to set a new account up.
#       default: P7D
#   needs:
#     - told: sign-in
#   rests_on:
#     - reasons: [interactive]
#       facts:
#         - {kind: account, fields: [status, kind, loginMethods], values: {kind: [service, agent, workload]}}
#     - reasons: [interactive]
#       facts:
#         - {kind: account, fields: [status, loginMethods]}
#         - {registry: [owner]}
#     - reasons: [mfa]
#       facts:
#         - {kind: account, fields: [status, kind, mfa], values: {kind: [service, agent, workload]}}
#     - reasons: [mfa]
#       facts:
#         - {kind: account, fields: [status, mfa]}
#         - {registry: [owner]}
#     - reasons: [personal-key]
#       facts:
#         - {kind: account, fields: [kind, loginMethods], values: {kind: [human]}}
#         - {kind: credential, fields: [status, workloads], values: {principal: [account]}}
#     - reasons: [personal-key]
#       facts:
#         - {kind: account, fields: [kind, mfa], values: {kind: [human]}}
#         - {kind: credential, fields: [status, workloads], values: {principal: [account]}}
#   controls: [NHI10:2025, PR.AA-03, PR.AA-01, IA-2, AC-2, AU-10, CIS 5.4, CIS 5.5, A.5.16, A.8.15, CC6.1, AI MEASURE 2.8]
#   remediation: Close the account to people and give those who need its rights an account of their own; give the workload a machine and a key of its own.
#   false_positives:
#     - Somebody signs in once to set a new account up.
#     - Emergency accounts are there for people.
#     - A shared identity is used by people, and shared-account-undeclared looks at it.
package entitlint.rules.subject.nhi_human_use

import data.entitlint.lib.emergency
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-human-use"

_machines := {"service", "agent", "workload"}

deny contains finding if {
	some account in _accounts
	status.usable(account)
	methods := _for_people(account)
	count(methods) > 0
	finding := object.union(_base(account, "interactive"), {"msg": concat("", [
		account.record.id,
		" is a machine's, and lets people sign in by ",
		concat(" and ", methods),
		".",
	])})
}

deny contains finding if {
	some account in _accounts
	status.usable(account)
	account.record.mfa.enrolled
	finding := object.union(_base(account, "mfa"), {"msg": concat("", [
		account.record.id,
		" is a machine's, and has a second factor enrolled, as only a person can.",
	])})
}

deny contains finding if {
	_is_person
	some entry in input.credentials
	status.working(entry)
	count(entry.record.workloads) > 0
	finding := object.union_n([_credential(entry, "personal-key"), lifecycle.about, {"msg": concat("", [
		entry.record.id,
		" is a person's, and runs ",
		concat(" and ", sort(entry.record.workloads)),
		".",
	])}])
}

unknown contains finding if {
	some account in _accounts
	reason := _doubt(account)
	finding := object.union(_base(account, reason), {"msg": concat("", [
		"Whether people sign in as ",
		account.record.id,
		" cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

unknown contains finding if {
	_is_person
	some entry in input.credentials
	reason := _doubt_about_key(entry)
	finding := object.union(_credential(entry, reason), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" of a person runs workloads cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_is_person if {
	input.kind == "human"
	not lifecycle.state == "inactive"
}

_accounts := [account |
	input.kind in _machines
	not lifecycle.state == "inactive"
	some account in input.accounts
	not status.unusable(account)
	not emergency.spared(account, _id)
	not _new(account)
]

_new(account) if account.created >= limits.cutoff(account.app, _id, "setup")

_for_people(account) := sort([method |
	some method in account.record.loginMethods
	lower(method) in data.estate.params[_id].interactive
])

_doubt(account) := "account-unknown" if {
	status.undecided(account)
	_used(account)
}

else := "login-unread" if {
	some field in ["loginMethods", "mfa"]
	reading.unread(account.record, field)
	not _used(account)
}

_doubt_about_key(entry) := "workloads-unread" if {
	status.working(entry)
	reading.unread(entry.record, "workloads")
}

else := "credential-unknown" if {
	status.perhaps_working(entry)
	count(entry.record.workloads) > 0
}

_used(account) if count(_for_people(account)) > 0

_used(account) if account.record.mfa.enrolled

_doubt_text := {
	"account-unknown": "its status is not known",
	"workloads-unread": "that could not be read",
	"credential-unknown": "its status is not known",
	"login-unread": "how it is signed in with could not be read",
}

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
