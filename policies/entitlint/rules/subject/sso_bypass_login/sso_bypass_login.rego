# METADATA
# title: Signing in past the directory
# description: |
#   The access file of the application demands that people sign in through the directory, and the account can be used with a password
#   of the application's own as well, or with a login of a third party. What the directory takes away, or asks for, does not hold there.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: account
#   reasons:
#     local-login: bypass
#     methods-unread: undecided
#     account-unknown: undecided
#   params:
#     local:
#       type: list
#       description: Ways of signing in, as the application calls them, that go past the directory.
#       default: [password, local, basic, social, magic-link]
#   needs:
#     - declared: sso
#     - kind: account
#       fields: [status, loginMethods]
#   rests_on:
#     - reasons: [local-login]
#       facts:
#         - {kind: account, role: application, fields: [status, loginMethods], values: {loginMethods: [password]}}
#         - {declared: sso}
#   controls: [PR.AA-03, PR.AA-05, IA-2, IA-8, AC-3, CIS 6.3, CIS 6.7, A.8.5, CC6.1, CC6.6]
#   remediation: Turn the other ways of signing in off for this account, or for all.
#   false_positives:
#     - A system on which the password cannot be turned off is declared with `localLogin` as `vendor-forced`.
#     - An emergency account has to work without the directory. It is declared in `access/breakglass.yaml` and allows this rule.
#     - Machines have no directory to sign in through.
package entitlint.rules.subject.sso_bypass_login

import data.entitlint.lib.lifecycle
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "sso-bypass-login"

_people := {"human", "external", "unknown"}

deny contains finding if {
	some [account, methods] in _passing
	status.usable(account)
	finding := wording.raised(
		object.union_n([_base(account, "local-login"), lifecycle.about, {"msg": concat("", [
			account.record.id,
			" can be signed in to with ",
			concat(" and ", sort(methods)),
			", past the directory that ",
			account.app,
			" demands",
			wording.where(account),
			".",
		])}]),
		account,
		"high",
	)
}

unknown contains finding if {
	some [account, _] in _passing
	status.undecided(account)
	finding := object.union(_base(account, "account-unknown"), {"msg": concat("", [
		"Whether it matters that ",
		account.record.id,
		" needs no directory cannot be judged: its status is not known.",
	])})
}

unknown contains finding if {
	some account in _bound
	status.usable(account)
	reading.unread(account.record, "loginMethods")
	finding := object.union(_base(account, "methods-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" needs the directory to sign in cannot be judged: its ways of signing in could not be read.",
	])})
}

_passing contains [account, methods] if {
	some account in _bound
	methods := {method | some method in account.record.loginMethods; lower(method) in data.estate.params[_id].local}
	count(methods) > 0
}

_bound contains account if {
	input.kind in _people
	some account in input.accounts
	_demands(data.estate.apps[account.app])
	account.kind in _people
	not account.record.status == "invited"
	not _id in account.breakglass.allow
}

_demands(app) if {
	app.ssoRequired
	app.localLogin != "vendor-forced"
}

_demands(app) if app.localLogin == "forbidden"

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
