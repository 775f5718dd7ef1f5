# METADATA
# title: A change has not arrived
# description: |
#   What a directory decided has not become so in the application: the channel carried no event of it, its event failed or is still on
#   its way, or it was reported as done and the application shows otherwise. A success that a log reports is what somebody said; only the
#   application shows what is.
# schemas:
#   - input: schema.subject
# custom:
#   severity: medium
#   severities:
#     high: What was to be taken away is still there.
#   examines: account
#   reasons:
#     lost: lost
#     failed: failed
#     delayed: delayed
#     partial: partial
#     account-unknown: undecided
#   params:
#     delay:
#       type: duration
#       description: How long a change may take to arrive, twice what it takes when all is well, by the channel of the application.
#       default:
#         default: PT8H
#         scim: PT2H
#         batch: PT48H
#         manual: PT48H
#   needs:
#     - kind: account
#       fields: [status]
#     - provisioning: [event.result]
#   rests_on:
#     - reasons: [lost]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: identity, of: people, role: directory, fields: [status], values: {status: [disabled, terminated, deleted]}}
#         - {kind: event, of: provisioning, fields: [channel, requestedAt]}
#     - reasons: [failed]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: event, of: provisioning, fields: [channel, result], values: {result: [failure]}}
#     - reasons: [delayed]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: event, of: provisioning, fields: [channel, result], values: {result: [pending]}}
#     - reasons: [partial]
#       facts:
#         - {kind: account, role: application, fields: [status]}
#         - {kind: event, of: provisioning, fields: [channel, result], values: {result: [success]}}
#   cause_of: scim-deactivation-ineffective
#   controls: [NHI1:2025, DE.CM-06, DE.CM-09, AC-2(4), AU-12, CA-7, SI-4, CIS 8.2, CIS 8.12, A.8.15, A.8.16, CC7.2, AI GOVERN 1.7]
#   remediation: |
#     Carry the change out by hand, send it again, and find out why it was lost; then compare the whole application with its directory.
#   false_positives:
#     - A later event about the same account takes the place of an earlier one.
#     - Whom the channel leaves out on purpose was skipped, and skipping is an answer.
#     - An account that the channel has never had to do with is no matter of its.
#     - An account that somebody changed in the application since shows what they did.
#     - A right that is held in another way as well is still there after one way was taken.
#     - A change before the log begins may have been carried in a part that is no longer kept.
package entitlint.rules.subject.sync_missed_event

import data.entitlint.lib.provisioned
import data.entitlint.lib.status
import future.keywords.not

_id := "sync-missed-event"

_reasons := {"failure": "failed", "pending": "delayed", "success": "partial"}

_text := {
	"failed": "failed",
	"delayed": "is still on its way",
	"partial": "was reported as done",
}

default _severity(_) := {}

_severity(op) := {"severity": "high"} if op in {"disable", "delete", "member-remove", "revoke"}

deny contains finding if {
	input.events
	some account in input.accounts
	event := provisioned.last(account)
	reason := _reasons[event.result]
	provisioned.contradicts(event, account)
	provisioned.overdue(provisioned.at(event), event, _id, "delay")
	finding := object.union_n([_about(account, reason), _severity(event.op), {"msg": concat("", [
		event.op,
		" of ",
		account.record.id,
		" ",
		_text[reason],
		" at ",
		provisioned.at(event),
		" (",
		event.id,
		"), and the account is ",
		account.record.status,
		".",
	])}])
}

# What was taken, and is still held in the way in which it was taken.
deny contains finding if {
	input.events
	some account in input.accounts
	some event in provisioned.about(account)
	reason := _reasons[event.result]
	some grant in account.grants
	grant.observed
	_taken(event, grant)
	event == _last_of(account, event.object)
	provisioned.overdue(provisioned.at(event), event, _id, "delay")
	finding := object.union_n([_about(account, reason), _severity(event.op), {
		"id": grant.record.id,
		"grant": grant.record.id,
		"msg": concat("", [
			event.op,
			" of ",
			event.object,
			" ",
			_text[reason],
			" at ",
			provisioned.at(event),
			" (",
			event.id,
			"), and ",
			account.record.id,
			" still has ",
			grant.name,
			".",
		]),
	}])
}

_taken(event, grant) if {
	event.op == "revoke"
	grant.record.entitlement == event.object
	not grant.via
}

_taken(event, grant) if {
	event.op == "member-remove"
	grant.via[0] == event.object
}

_last_of(account, what) := [event | some event in provisioned.about(account); event.object == what][0]

deny contains finding if {
	some [account, channel, left] in _unheard
	status.usable(account)
	finding := object.union_n([_about(account, "lost"), {"severity": "high", "identity": left.id, "msg": concat("", [
		left.id,
		" has ended in its directory since ",
		left.at,
		", ",
		channel.channel,
		" has carried nothing of it, and ",
		account.record.id,
		" is ",
		account.record.status,
		".",
	])}])
}

# Whose owner has left the directory, of which the channel of the application carried nothing.
_unheard contains [account, channel, left] if {
	input.provisioned
	some account in input.accounts
	some channel in input.provisioned
	channel.app == account.app
	left := _left(account)
	channel.since <= left.at
	provisioned.overdue(left.at, channel, _id, "delay")
	not _heard_of(account, left.at)
	_is_of(account)
}

# The last of the directory's records that ended.
_left(account) := last if {
	account.link.situation == "linked"
	not account.link.by == "same-record"
	entries := [entry | some entry in input.identities; entry.role == "directory"]
	every entry in entries {
		entry.record.status in status.over
	}
	ends := [{"at": _ended(entry), "id": entry.record.id} | some entry in entries]
	latest := max([end.at | some end in ends])
	last := [end | some end in ends; end.at == latest][0]
}

# Whose account it was before whoever that was had gone.
_left(account) := last if {
	ends := [{"at": gone.lastSeen, "id": gone.id} | some gone in account.link.gone]
	latest := max([end.at | some end in ends])
	last := [end | some end in ends; end.at == latest][0]
}

_ended(entry) := entry.record.statusChangedAt

_ended(entry) := entry.statusSince if not entry.record.statusChangedAt

_heard_of(account, at) if {
	some event in provisioned.about(account)
	event.requestedAt >= at
}

# The channel made the account, or has said something of it before.
_is_of(account) if account.record.provenance in {"scim", "connector"}

_is_of(account) if count(provisioned.about(account)) > 0

unknown contains finding if {
	input.events
	some account in input.accounts
	status.undecided(account)
	event := _awaited(account)
	finding := object.union(_about(account, "account-unknown"), {"msg": concat("", [
		"Whether ",
		event.op,
		" of ",
		account.record.id,
		" has arrived (",
		event.id,
		") cannot be judged: the status of the account is not known.",
	])})
}

# Whatever is awaited of the account is told before what was never sent.
unknown contains finding if {
	some [account, channel, left] in _unheard
	status.undecided(account)
	not _awaited(account)
	finding := object.union_n([_about(account, "account-unknown"), {"identity": left.id, "msg": concat("", [
		"Whether it matters that ",
		channel.channel,
		" has carried nothing of the end of ",
		left.id,
		" cannot be judged: the status of ",
		account.record.id,
		" is not known.",
	])}])
}

# The last event that says whether the account is to work, where it should have arrived by now.
_awaited(account) := event if {
	event := provisioned.last(account)
	_reasons[event.result]
	provisioned.overdue(provisioned.at(event), event, _id, "delay")
}

_about(account, reason) := {
	"id": account.record.id,
	"app": account.app,
	"reason": reason,
	"account": account.record.id,
}
