# METADATA
# title: Several accounts of one person in one application
# description: |
#   Two accounts or more of the same application and tenant belong to one person and can be used. What is taken away from the one stays
#   with the other, and whoever reviews access sees half of it. The oldest is left in peace, or one of them where nothing tells which
#   is the oldest; each of the others is a finding.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: One of the accounts is privileged.
#   examines: account
#   reasons:
#     several: duplicate
#     account-unknown: undecided
#   params:
#     allowMultiple:
#       type: list
#       of: system
#       description: Applications in which one person may have as many accounts as they like.
#       default: []
#     adminNames:
#       type: list
#       of: name-pattern
#       description: |
#         Patterns of user names, without what follows an `@`, of the account for administration that somebody has beside
#         the everyday one.
#       default: ["adm-*", "adm.*", "adm_*", "admin-*", "admin.*", "admin_*", "*-adm", "*.adm", "*_adm", "*-admin", "*.admin", "*_admin"]
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#   rests_on:
#     - reasons: [several]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: identity, of: people}
#     - reasons: [several]
#       facts:
#         - {kind: identity, role: directory, fields: [status, kind], values: {kind: [human]}}
#         - {kind: identity, of: authority}
#   controls: [PR.AA-01, IA-4, AC-2, CIS 5.1, A.5.16, CC6.2]
#   remediation: Move what is needed to one account and remove the other; if a connector made it twice, give it a key to find the first by.
#   false_positives:
#     - One account for administration beside the everyday one is told by its name (`adminNames`), and is meant to be there.
#     - Whoever linked an account by hand has looked at it.
#     - Accounts for tests belong to an application named in `allowMultiple`.
#     - An account that is a machine's is none too many of the person to whom it leads.
#     - Two rows whose ids differ in upper and lower case alone are one account.
#     - Each tenant of an application has accounts of its own.
package entitlint.rules.subject.orphan_duplicate_account

import data.entitlint.lib.lifecycle
import data.entitlint.lib.pattern
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "orphan-duplicate-account"

_people := {"human", "external", "unknown"}

deny contains finding if {
	some members in _groups
	usable := [account | some account in members; status.usable(account)]
	first := _first(usable)
	some account in usable
	lower(account.record.id) != lower(first)
	finding := object.union_n([_base(account, "several"), lifecycle.about, _severity(usable), {"msg": concat("", [
		account.record.id,
		" is one of ",
		format_int(count({lower(one.record.id) | some one in usable}), 10),
		" accounts that ",
		input.id,
		" can use in ",
		account.app,
		_key(account, first),
		_which(usable, first),
		first,
		wording.where(account),
		".",
	])}])
}

unknown contains finding if {
	some members in _groups
	some account in members
	status.undecided(account)
	others := {one.record.id | some one in members; lower(one.record.id) != lower(account.record.id)}
	count(others) > 0
	finding := object.union(_base(account, "account-unknown"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" is one account too many of ",
		input.id,
		" cannot be judged: its status is not known.",
	])})
}

# Accounts that may be one too many, each after the place where there is to be one: one application, one tenant, one purpose.
_placed := [[_place(account), account] |
	count(input.accounts) > count({account.app | some account in input.accounts})
	input.kind in _people
	some account in input.accounts
	account.link.situation == "linked"
	not account.link.by == "manual"
	account.kind in _people
	not account.record.status == "invited"
	not account.app in data.estate.params[_id].allowMultiple
	_counts(account)
]

_counts(account) if status.usable(account)

_counts(account) if status.undecided(account)

_groups := {place: members |
	some place in {place | some [place, _] in _placed}
	members := [account | some [where, account] in _placed; where == place]
	count(members) > 1
}

_place(account) := concat("/", [account.app, split(account.record.id, "/")[1], _purpose(account)])

_purpose(account) := "admin" if {
	some form in data.estate.params[_id].adminNames
	pattern.matches(split(_name(account), "@")[0], form)
}

else := "everyday"

_name(account) := lower(name) if name := account.record.userName

else := lower(split(account.record.id, "/")[2])

# The oldest of those of which it is told when they were made; where it is told of none, the first by its id, so that it is the
# same one each time.
_first(accounts) := sort([[_age(account), account.record.id] | some account in accounts])[0][1]

_age(account) := object.get(account, "created", "9999")

# One that is undated may be older than the oldest date.
_which(accounts, first) := "; the first is " if {
	every account in accounts {
		_is_later(account, first, accounts)
	}
}

else := "; nothing tells which is the oldest, another is "

_is_later(account, first, _) if lower(account.record.id) == lower(first)

_is_later(account, _, accounts) if {
	some other in accounts
	account.created > other.created
}

_key(account, first) := " with the same external id" if {
	some other in input.accounts
	other.record.id == first
	other.record.externalId == account.record.externalId
}

else := ""

_severity(members) := {"severity": "high"} if {
	some account in members
	account.privileged
}

else := {}

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
