# METADATA
# title: Account still enabled after its owner has gone
# description: |
#   The person or machine is inactive by every record that decides, or its identity has disappeared from the directory that the
#   account's people come from, and an account of theirs still lets them in. The directory's own account of its own record is
#   left to `leaver-hr-directory-lag`, so that it is not reported twice. When an identity disappeared is known only between two
#   readings, so the grace counts from the last one that still showed it. A contract that has not begun is no current record before
#   its first day is as near as the longest `lead` of `joiner-timing`.
# schemas:
#   - input: schema.subject
# custom:
#   severity: high
#   severities:
#     critical: The account is privileged.
#   examines: account
#   reasons:
#     inactive: inactive
#     deleted: inactive
#     subject-unknown: undecided
#     account-unknown: undecided
#     since-unread: undecided
#   params:
#     grace:
#       type: duration
#       description: How long an account may stay enabled, by the channel that disables accounts in the application.
#       default:
#         default: PT60M
#         batch: PT24H
#         manual: PT24H
#     overdue:
#       type: duration
#       description: How long it may last before it is one severity graver.
#       default: P30D
#   needs:
#     - kind: account
#       fields: [status]
#     - kind: identity
#       of: people
#       fields: [status]
#   rests_on:
#     - reasons: [inactive]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: identity, of: people, fields: [status], values: {status: [disabled, terminated, deleted]}}
#     - reasons: [deleted]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: identity, of: people}
#   cause_of: grant-no-active-record
#   controls: [PR.AA-01, PR.AA-05, GV.RR-04, AC-2(3), PS-4, CIS 5.3, CIS 6.2, A.5.18, A.6.5, CC6.2, CC6.3, AI GOVERN 1.7]
#   remediation: Disable the account in the application and end its sessions.
#   false_positives:
#     - Leave of absence and suspension are states of their own, not departures.
#     - A person hired again under a new number has a current record, and is here.
#     - Between two contracts with no more than `gap` of `joiner-timing` between them nobody has gone.
#     - A departure that the channel has not had time to carry out is in flight until the grace has passed.
package entitlint.rules.subject.leaver_account_enabled

import data.entitlint.lib.exposure
import data.entitlint.lib.lapse
import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import data.entitlint.lib.wording
import future.keywords.not

_id := "leaver-account-enabled"

deny contains finding if {
	some account in input.accounts
	reason := lapse.reason(account)
	reason in {"inactive", "deleted"}
	not _same_record(account)
	status.usable(account)
	lapse.overdue(account, reason, limits.cutoff(account.app, _id, "grace"))
	raised := wording.raised(
		object.union_n([_base(account, reason), lifecycle.about, lapse.about(account), {"msg": concat("", [
			account.record.id,
			" still lets its owner in: it ",
			lapse.reason_text(account, reason),
			wording.where(account),
			".",
		])}]),
		account,
		"critical",
	)
	finding := exposure.lasting(raised, _id, lapse.lasting(account))
}

unknown contains finding if {
	some account in input.accounts
	doubt := lapse.doubt(account)
	doubt in {"subject-unknown", "account-unknown", "since-unread"}
	not _same_record(account)
	not lapse.reason(account) == "none"
	finding := object.union_n([_base(account, doubt), lifecycle.about, lapse.about(account), {"msg": concat("", [
		"Whether ",
		account.record.id,
		" outlives its owner cannot be judged: ",
		lapse.doubt_text[doubt],
		".",
	])}])
}

_same_record(account) if {
	account.link.situation == "linked"
	account.link.by == "same-record"
}

_base(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
