# METADATA
# title: Grant left behind on an account that was ended
# description: |
#   The account has been disabled or deleted, and grants stayed on it: whoever enables it again gets everything back. Accounts that are
#   suspended, on leave or locked keep their grants on purpose and are left alone.
# schemas:
#   - input: schema.subject
# custom:
#   severity: medium
#   severities:
#     high: The grant is privileged, and nobody has verified that disabling an account blocks its use.
#     info: The grant is not privileged, and somebody has verified that disabling an account blocks its use.
#   examines: grant
#   reasons:
#     disabled: residual
#     inactive: residual
#     deleted: residual
#     account-unknown: undecided
#     since-unread: undecided
#   params:
#     grace:
#       type: duration
#       description: How long grants may stay on an account that was ended.
#       default: PT24H
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: grant
#   rests_on:
#     - reasons: [disabled]
#       facts:
#         - {kind: account, fields: [status], values: {status: [disabled, terminated, deleted]}}
#         - {kind: grant}
#     - reasons: [inactive]
#       facts:
#         - {kind: account, fields: [status], values: {status: [disabled, terminated, deleted]}}
#         - {kind: grant}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [deleted]
#       facts:
#         - {kind: account, fields: [status], values: {status: [disabled, terminated, deleted]}}
#         - {kind: grant}
#         - {kind: identity, of: people}
#   cause_of: grant-no-active-record
#   controls: [NHI1:2025, PR.AA-05, AC-2(3), CIS 6.2, CIS 6.8, A.5.18, CC6.3, AI GOVERN 1.7, ZT tenet 6]
#   remediation: Remove the grants, then read the application again to see them gone.
#   false_positives:
#     - >-
#       Where the application declares that a disabled account blocks every use, and that this was verified, the finding only informs,
#       unless the grant is privileged.
#     - Suspended people keep their groups for their return.
package entitlint.rules.subject.leaver_grant_residual

import data.entitlint.lib.lapse
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "leaver-grant-residual"

deny contains finding if {
	some account in input.accounts
	status.ended(account)
	_overdue(account, limits.cutoff(account.app, _id, "grace"))
	some grant in account.grants
	grant.record.effect == "allow"
	finding := object.union_n([_base(account, grant, _reason(account)), lifecycle.about, {
		"severity": _severity(account, grant),
		"msg": concat("", [grant.name, " in ", grant.system, " stayed on ", account.record.id, ", which was ended", wording.where(grant), "."]),
	}])
}

unknown contains finding if {
	some account in input.accounts
	doubt := _doubt(account)
	some grant in account.grants
	grant.record.effect == "allow"
	finding := object.union_n([_base(account, grant, doubt), lifecycle.about, {"msg": concat("", [
		"Whether ",
		grant.name,
		" in ",
		grant.system,
		" was left behind on ",
		account.record.id,
		" cannot be judged: ",
		_doubt_text[doubt],
		".",
	])}])
}

_reason(account) := lapse.reason(account) if lapse.reason(account) in {"inactive", "deleted"}

else := "disabled"

_since(account) := array.concat(
	[at | at := account.record.disabledAt],
	array.concat([at | at := account.statusSince], _left),
)[0]

_left := [lifecycle.change.at | lifecycle.state == "inactive"; lifecycle.change.kind in {"at", "after"}]

_unread(account) if {
	reading.unread(account.record, "disabledAt")
	not account.statusSince
}

_overdue(account, cutoff) if {
	_since(account) < cutoff
	not _unread(account)
}

_overdue(account, _) if {
	not _since(account)
	not _unread(account)
}

default _severity(_, _) := "medium"

_severity(account, grant) := "high" if {
	grant.privileged
	limits.blocks_use(account.app) != "verified"
}

_severity(account, grant) := "info" if {
	not grant.privileged
	limits.blocks_use(account.app) == "verified"
}

_doubt(account) := "account-unknown" if lapse.doubt(account) == "account-unknown"

# Of somebody who is here, too, where the account has a day on which it was disabled.
else := "account-unknown" if {
	status.undecided(account)
	account.record.disabledAt < limits.cutoff(account.app, _id, "grace")
}

else := "since-unread" if {
	status.ended(account)
	_unread(account)
}

_doubt_text := {
	"account-unknown": "the status of the account is not known",
	"since-unread": "since when the account is disabled could not be read",
}

_base(account, grant, reason) := {
	"id": grant.record.id,
	"app": grant.system,
	"reason": reason,
	"account": account.record.id,
	"grant": grant.record.id,
}
