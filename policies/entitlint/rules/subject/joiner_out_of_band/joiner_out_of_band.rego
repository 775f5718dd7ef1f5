# METADATA
# title: Account made beside the channel
# description: |
#   The access file of the application says that a channel makes its accounts, and this one came another way within the last months:
#   by hand, by an import, or by itself at the first sign-in. Nobody approved it, and the channel that ends accounts may not know of it.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: account
#   reasons:
#     out-of-band: out-of-band
#     provenance-unknown: undecided
#     account-unknown: undecided
#     created-unread: unread
#   shared:
#     provenance-unknown: the application does not tell how its accounts came
#     created-unread: it does not tell of every account when it came
#   params:
#     since:
#       type: duration
#       description: How far back accounts are looked at; older ones may be older than the channel.
#       default: P90D
#   needs:
#     - declared: creation
#     - kind: account
#       fields: [status, provenance]
#   rests_on:
#     - reasons: [out-of-band]
#       facts:
#         - {kind: account, fields: [status, provenance, createdAt], values: {provenance: [manual, import, jit]}}
#         - {declared: creation}
#   cause_of: grant-no-active-record
#   controls: [NHI1:2025, PR.AA-01, DE.CM-03, AC-2, AC-2(4), IA-4, CIS 6.1, CIS 5.6, A.5.16, CC6.2, AI GOVERN 2.1]
#   remediation: Let the channel take the account over, link it to its person, or remove it.
#   false_positives:
#     - What is older than `since` says may be older than the channel.
#     - What was there at the first look may be as old as the application.
#     - The first administrator is made by hand. Whoever links that account by hand has adopted it.
#     - Where accounts are declared to come by themselves at the first sign-in, or by hand, that is the channel.
#     - An application that hides how its accounts came leaves the question open.
package entitlint.rules.subject.joiner_out_of_band

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "joiner-out-of-band"

# What else than its own a channel may have made: a directory that takes over asks nobody.
_proper := {
	"scim": {"scim", "connector"},
	"connector": {"scim", "connector"},
	"jit": {"scim", "connector", "jit"},
	"batch": {"scim", "connector", "import"},
}

_how := {
	"manual": "by hand",
	"import": "by an import",
	"jit": "by itself at the first sign-in",
}

deny contains finding if {
	some account in _accounts
	status.usable(account)
	how := _how[account.record.provenance]
	finding := wording.raised(
		object.union_n([_base(account, "out-of-band"), lifecycle.about, {"msg": concat("", [
			account.record.id,
			" came ",
			how,
			" at ",
			_since(account),
			", beside the channel ",
			data.estate.apps[account.app].channel,
			" of ",
			account.app,
			wording.where(account),
			".",
		])}]),
		account,
		"high",
	)
}

unknown contains finding if {
	some account in _accounts
	doubt := _doubt(account)
	finding := object.union(_base(account, doubt), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" came beside the channel of ",
		account.app,
		" cannot be judged: ",
		_doubt_text[doubt],
		".",
	])})
}

unknown contains finding if {
	some account in _beside
	_how[account.record.provenance]
	status.usable(account)
	not _since(account)
	not account.firstSeen < limits.cutoff(account.app, _id, "since")
	finding := object.union(_base(account, "created-unread"), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" came beside the channel of ",
		account.app,
		" cannot be judged: when it came is not told.",
	])})
}

_accounts contains account if {
	some account in _beside
	_since(account) > limits.cutoff(account.app, _id, "since")
}

# Whose way was not the channel's, whenever they came.
_beside contains account if {
	not input.registry
	some account in input.accounts
	proper := _proper[_channel(account.app)]
	not account.record.provenance in proper
	not account.record.provenance == "system"
	not account.kind in {"system", "external", "break-glass"}
	not account.record.status == "invited"
	not account.link.by == "manual"
	not _is_approved(account)
}

_channel(app) := data.estate.apps[app].channel if data.estate.apps[app].creates

# What was there at the first look may be much older.
_since(account) := array.concat([at | at := account.created], [at |
	at := account.firstSeen
	at > data.estate.sources[account.app].firstLook
])[0]

_is_approved(account) if {
	some approval in input.approvals
	approval.of == account.record.id
}

_doubt(account) := "account-unknown" if {
	status.undecided(account)
}

else := "provenance-unknown" if {
	status.usable(account)
	_is_untold(account.record)
}

_is_untold(record) if record.provenance == "unknown"

_is_untold(record) if not record.provenance

_doubt_text := {
	"account-unknown": "its status is not known",
	"provenance-unknown": "how it came is not told",
}

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
