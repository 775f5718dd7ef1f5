# METADATA
# title: Emergency account that will fail, or that nobody keeps
# description: |
#   An account for emergencies is declared by nobody, was not tried for long, has no custodian who is still here, cannot be signed in
#   with or will end by itself, has no second factor, or needs the very sign-on whose failure it is there for. Or it was used since
#   it was last tried, and nobody has noted it.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   severities:
#     critical: It was used since it was last tried, and nobody has noted why.
#     medium:
#       undeclared: It is not declared.
#       untested: It was not tried for too long.
#       ends: It ends by itself.
#   examines: account
#   reasons:
#     undeclared: undeclared
#     untested: untested
#     custodians: custodians
#     unusable: unusable
#     ends: ends
#     no-mfa: no-mfa
#     dependent: dependent
#     used: used
#     account-unknown: undecided
#     custodians-unknown: undecided
#     field-unread: undecided
#     use-unread: undecided
#   params:
#     test:
#       type: duration
#       description: How often somebody has to try that the account works.
#       default: P90D
#     review:
#       type: duration
#       description: How soon after a use somebody has to note its day in `testedAt`.
#       default: PT24H
#   needs:
#     - kind: account
#       fields: [status]
#   rests_on:
#     - reasons: [undeclared]
#       facts:
#         - {kind: account, fields: [status, kind], values: {kind: [break-glass]}}
#     - reasons: [untested, custodians, unusable]
#       facts:
#         - {kind: account, fields: [status]}
#         - {declared: emergencies}
#     - reasons: [ends]
#       facts:
#         - {kind: account, fields: [status, expiresAt], values: {expiresAt: [ahead]}}
#         - {declared: emergencies}
#     - reasons: [no-mfa]
#       facts:
#         - {kind: account, fields: [status, mfa]}
#         - {declared: emergencies}
#     - reasons: [used]
#       facts:
#         - {kind: account, fields: [status, lastLoginAt]}
#         - {declared: emergencies}
#     - reasons: [used]
#       facts:
#         - {kind: account, fields: [status, lastUsedAt]}
#         - {declared: emergencies}
#     - reasons: [dependent]
#       facts:
#         - {kind: account, fields: [status, loginMethods]}
#         - {declared: emergencies}
#   controls: [PR.AA-05, DE.CM-03, AC-2(2), AC-6(5), CP-2, IA-2(1), CIS 5.4, CIS 6.5, A.8.2, A.5.29, CC6.1, CC7.2, AI GOVERN 2.1]
#   remediation: Declare the account with its custodians, try it, and note the day; let it never end, and let it need nothing that may be down.
#   false_positives:
#     - A drill that is recorded elsewhere counts once its day stands in `testedAt`.
#     - The day of a test counts to its end.
#     - A source that counts failed attempts as uses, or tells them by the month, proves no use.
package entitlint.rules.subject.breakglass_noncompliant

import data.entitlint.lib.limits
import data.entitlint.lib.owners
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.usage
import future.keywords.not

_id := "breakglass-noncompliant"

_by_sign_on := {"saml", "oidc", "oauth", "sso", "federated", "wsfed"}

_gone := {"inactive", "empty", "unresolved"}

deny contains finding if {
	some account in input.accounts
	account.kind == "break-glass"
	not account.breakglass
	not status.unusable(account)
	not status.undecided(account)
	finding := object.union(_base(account, "undeclared"), {
		"severity": "medium",
		"msg": concat("", [
			account.record.id,
			" is an emergency account, and access/breakglass.yaml says neither who keeps it nor when it was tried.",
		]),
	})
}

deny contains finding if {
	some account in _declared
	not status.unusable(account)
	account.breakglass.testedAt < limits.cutoff(account.app, _id, "test")
	finding := object.union(_base(account, "untested"), {
		"severity": "medium",
		"msg": concat("", [
			account.record.id,
			" was last tried on ",
			substring(account.breakglass.testedAt, 0, 10),
			", so that nobody knows whether it works",
			_where(account),
			".",
		]),
	})
}

deny contains finding if {
	some account in _declared
	_states(account) - _gone == set()
	finding := object.union(_base(account, "custodians"), {"msg": concat("", [
		account.record.id,
		" has no custodian who is still here",
		_where(account),
		".",
	])})
}

deny contains finding if {
	some account in _declared
	status.unusable(account)
	finding := object.union(_base(account, "unusable"), {"msg": concat("", [
		account.record.id,
		" is an emergency account, and nobody can sign in with it",
		_where(account),
		".",
	])})
}

deny contains finding if {
	some account in _declared
	status.usable(account)
	finding := object.union(_base(account, "ends"), {
		"severity": "medium",
		"msg": concat("", [
			account.record.id,
			" is an emergency account, and ends by itself on ",
			substring(account.expires, 0, 10),
			_where(account),
			".",
		]),
	})
}

deny contains finding if {
	some account in _declared
	status.usable(account)
	account.record.mfa.enrolled == false
	finding := object.union(_base(account, "no-mfa"), {"msg": concat("", [
		account.record.id,
		" is an emergency account, and has no second factor",
		_where(account),
		".",
	])})
}

deny contains finding if {
	some account in _declared
	status.usable(account)
	count(account.record.loginMethods) > 0
	every method in account.record.loginMethods {
		lower(method) in _by_sign_on
	}
	finding := object.union(_base(account, "dependent"), {"msg": concat("", [
		account.record.id,
		" is an emergency account, and can be signed in with only by what it is to replace: ",
		concat(" and ", sort(account.record.loginMethods)),
		_where(account),
		".",
	])})
}

deny contains finding if {
	some account in _declared
	usage.certain(account.activity)
	usage.after(account.activity, account.breakglass.testedAt, 0)
	usage.idle(account.activity, limits.cutoff(account.app, _id, "review"))
	finding := object.union(_base(account, "used"), {
		"severity": "critical",
		"msg": concat("", [
			account.record.id,
			" was used ",
			usage.earliest_text(account.activity),
			", after it was last tried, and nobody has noted why",
			_where(account),
			".",
		]),
	})
}

unknown contains finding if {
	some account in input.accounts
	some reason in _doubts(account)
	finding := object.union(_base(account, reason), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" will serve in an emergency cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

_declared := [account | some account in input.accounts; account.breakglass]

_states(account) := {owners.state(custodian) | some custodian in account.breakglass.custodians}

_doubts(account) := (({"account-unknown" | status.undecided(account)} | {"custodians-unknown" |
	_states(account) - _gone == {"unknown"}
}) | {"field-unread" |
	status.usable(account)
	some field in ["expiresAt", "mfa", "loginMethods"]
	reading.unread(account.record, field)
}) | {"use-unread" |
	some field in ["lastLoginAt", "lastUsedAt"]
	reading.unread(account.record, field)
	not account.activity
} if {
	account.breakglass
}

else := {"account-unknown"} if {
	account.kind == "break-glass"
	status.undecided(account)
}

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"custodians-unknown": "it is not known whether its custodians are still here",
	"use-unread": "when it was last used could not be read",
	"field-unread": "how it ends or is signed in with could not be read",
}

_where(account) := concat("", [
	" (declared in ",
	account.breakglass.declared.file,
	":",
	format_int(account.breakglass.declared.line, 10),
	")",
])

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
