# METADATA
# title: Privileged person without a second factor
# description: |
#   Somebody holds privileged rights by an account that asks for no second factor, or for one that can be phished where that is not
#   enough; or, where accounts for administration are named after a pattern, by the account of every day.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: critical
#   severities:
#     high: There is a second factor, and it can be phished.
#     medium: The account is used every day.
#   examines: account
#   reasons:
#     none: unprotected
#     weak: weak
#     daily-account: daily
#     mfa-unread: undecided
#     mfa-untold: undecided
#     account-unknown: undecided
#     kind-unknown: undecided
#     name-unread: undecided
#   shared:
#     mfa-untold: the application does not tell of these accounts whether they have a second factor
#     kind-unknown: nothing tells whether those who hold the rights are people or machines
#   params:
#     phishingResistant:
#       type: boolean
#       description: Whether the second factor has to withstand phishing, as a passkey or a smart card does.
#       default: false
#     adminNames:
#       type: list
#       of: name-pattern
#       description: User names of accounts for administration, such as adm-*; with none, nobody is asked for such an account.
#       default: []
#   needs:
#     - kind: account
#       fields: [status, mfa]
#   rests_on:
#     - reasons: [none]
#       facts:
#         - {kind: account, fields: [status, mfa]}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#     - reasons: [weak]
#       facts:
#         - {kind: account, fields: [status, mfa.phishingResistant]}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#     - reasons: [daily-account]
#       facts:
#         - {kind: account, fields: [status, mfa, userName]}
#         - {kind: entitlement, fields: [privileged]}
#         - {kind: grant}
#   controls: [PR.AA-03, PR.AA-05, IA-2(1), IA-2(2), AC-6(2), CIS 6.5, CIS 5.4, A.8.5, A.8.2, CC6.1]
#   remediation: Enrol a second factor and demand it by policy; give administrators an account of their own for that work.
#   false_positives:
#     - Who comes in by single sign-on alone has the second factor where that is, and is judged there.
#     - A certificate, a smart card or a passkey is a login that cannot be phished, and needs no second one.
#     - Emergency accounts are left to their entry in `access/breakglass.yaml`.
#     - An invitation has nothing to enrol yet.
package entitlint.rules.subject.priv_no_mfa

import data.entitlint.lib.emergency
import data.entitlint.lib.lifecycle
import data.entitlint.lib.pattern
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "priv-no-mfa"

_people := {"human", "external"}

_by_sign_on := {"saml", "oidc", "oauth", "sso", "federated", "wsfed"}

_by_key := {"certificate", "smartcard", "piv", "passkey", "webauthn", "fido2"}

deny contains finding if {
	some account in _asked
	account.record.mfa.enrolled == false
	not _elsewhere(account)
	finding := object.union_n([_base(account, "none"), lifecycle.about, {"msg": concat("", [
		account.record.id,
		" holds privileged rights in ",
		account.app,
		" and has no second factor.",
	])}])
}

deny contains finding if {
	data.estate.params[_id].phishingResistant
	some account in _asked
	account.record.mfa.enrolled
	account.record.mfa.phishingResistant == false
	not _elsewhere(account)
	finding := object.union_n([_base(account, "weak"), lifecycle.about, {
		"severity": "high",
		"msg": concat("", [
			account.record.id,
			" holds privileged rights in ",
			account.app,
			", and its second factor can be phished.",
		]),
	}])
}

deny contains finding if {
	count(data.estate.params[_id].adminNames) > 0
	some account in _asked
	name := account.record.userName
	not _for_administration(name)
	finding := object.union_n([_base(account, "daily-account"), lifecycle.about, {
		"severity": "medium",
		"msg": concat("", [
			account.record.id,
			" holds privileged rights in ",
			account.app,
			", and ",
			name,
			" is no account for administration.",
		]),
	}])
}

unknown contains finding if {
	some account in _held
	reason := _doubt(account)
	finding := object.union(_base(account, reason), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" has a second factor for its privileged rights cannot be judged: ",
		_doubt_text[reason],
		".",
	])})
}

unknown contains finding if {
	count(data.estate.params[_id].adminNames) > 0
	some account in _asked
	reading.unread(account.record, "userName")
	not account.record.userName
	finding := object.union(_base(account, "name-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		", which holds privileged rights, is an account for administration cannot be judged: its user name could not be read.",
	])})
}

_held := [account |
	input.kind in (_people | {"unknown"})
	not lifecycle.state == "inactive"
	some account in input.accounts
	account.privileged
	not account.kind in _not_people
	not emergency.spared(account, _id)
]

# A person's subject may hold an account that is said to be a machine's; that one asks nobody for a factor.
_not_people := {"service", "agent", "workload", "system"}

_asked := [account |
	input.kind in _people
	some account in _held
	account.record.status in {"active", "locked"}
	status.usable(account)
]

_elsewhere(account) if _all_among(account, _by_sign_on)

_elsewhere(account) if _all_among(account, _by_key)

_elsewhere(account) if account.record.mfa.evidence == "idp"

_all_among(account, methods) if {
	count(account.record.loginMethods) > 0
	every method in account.record.loginMethods {
		lower(method) in methods
	}
}

_for_administration(name) if {
	some form in data.estate.params[_id].adminNames
	pattern.matches(name, form)
}

_doubt(account) := "account-unknown" if {
	status.undecided(account)
}

else := "kind-unknown" if {
	input.kind == "unknown"
	status.usable(account)
	not account.record.mfa.enrolled
}

else := "mfa-unread" if {
	account in _asked
	reading.unread(account.record, "mfa")
}

else := "mfa-untold" if {
	account in _asked
	not _told(account)
	not _elsewhere(account)
}

_told(account) if is_boolean(account.record.mfa.enrolled)

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"kind-unknown": "nothing tells whether it is a person's or a machine's",
	"mfa-unread": "it could not be read",
	"mfa-untold": "its system does not say",
}

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
