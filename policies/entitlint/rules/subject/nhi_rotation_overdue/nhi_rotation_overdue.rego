# METADATA
# title: Key that was not changed for too long
# description: |
#   A static key of a machine, or one that stands for itself, is older than keys of its type may become. A key that was copied
#   once works for the copy as long as it is not changed.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: credential
#   reasons:
#     overdue: overdue
#     age-unread: undecided
#     credential-unknown: undecided
#     type-unknown: undecided
#   shared:
#     age-unread: it does not tell of every key how old it is
#     type-unknown: it does not tell of every key what it is
#   params:
#     secret:
#       type: duration
#       description: How old API keys, client secrets, keys of service accounts and tokens of channels may become.
#       default: P90D
#     ssh:
#       type: duration
#       description: How old SSH keys and deploy keys may become.
#       default: P180D
#     certificate:
#       type: duration
#       description: How old certificates may become.
#       default: P365D
#     webhook:
#       type: duration
#       description: How old the secrets of webhooks may become.
#       default: P365D
#     rotated:
#       type: list
#       of: system
#       description: Systems that change their keys themselves and do not show it.
#       default: []
#   needs:
#     - kind: credential
#       fields: [status]
#     - oneOf:
#         - {kind: credential, fields: [rotatedAt]}
#         - {kind: credential, fields: [createdAt]}
#   rests_on:
#     - reasons: [overdue]
#       facts:
#         - {kind: credential, fields: [status, rotatedAt], values: {type: [api-key, oauth-client-secret, sa-key, scim-token, ssh-key, deploy-key, certificate, webhook-secret]}}
#     - reasons: [overdue]
#       facts:
#         - {kind: credential, fields: [status, createdAt], values: {type: [api-key, oauth-client-secret, sa-key, scim-token, ssh-key, deploy-key, certificate, webhook-secret]}}
#   controls: [NHI7:2025, PR.AA-01, IA-5, SC-12, CIS 5.5, A.5.17, CC6.1, AI MEASURE 2.7]
#   remediation: Make a second key, move everything that uses the first one over to it, then revoke the first.
#   false_positives:
#     - A system that changes keys by itself, and does not show when, is named in `rotated`.
#     - Of two keys only the old one is told; the new one shows that it is being changed.
#     - Trust in workloads and keys that a platform manages are not static.
#     - The keys of people are not told here; they end with the people, or by their own end.
package entitlint.rules.subject.nhi_rotation_overdue

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-rotation-overdue"

_limit_of := {
	"api-key": "secret",
	"oauth-client-secret": "secret",
	"sa-key": "secret",
	"scim-token": "secret",
	"ssh-key": "ssh",
	"deploy-key": "ssh",
	"certificate": "certificate",
	"webhook-secret": "webhook",
}

_asked contains entry if {
	input.kind != "human"
	lifecycle.state != "inactive"
	some entry in input.credentials
	count(_limits(entry)) > 0
	not entry.app in data.estate.params[_id].rotated
}

# What may be of any type may have any limit.
_limits(entry) := {limit | some limit in _limit_of} if reading.untold(entry.record, "type")

else := {limit | limit := _limit_of[entry.record.type]}

_is_overdue(entry) if {
	some limit in _limits(entry)
	_since(entry) < limits.cutoff(entry.app, _id, limit)
}

deny contains finding if {
	some entry in _asked
	status.working(entry)
	_is_overdue(entry)
	not reading.untold(entry.record, "type")
	finding := object.union_n([_base(entry, "overdue"), _severity(entry), {"msg": concat("", [
		entry.record.id,
		" (",
		entry.record.type,
		") was not changed ",
		_since_text(entry),
		".",
	])}])
}

unknown contains finding if {
	some entry in _asked
	doubt := _doubt(entry)
	finding := object.union(_base(entry, doubt), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" is too old cannot be judged: ",
		_doubt_text[doubt],
		".",
	])})
}

_told(entry) := at if at := entry.record.rotatedAt

else := entry.record.createdAt if not reading.unread(entry.record, "rotatedAt")

# What nobody dates is at least as old as our first look at it.
_since(entry) := at if at := _told(entry)

else := entry.firstSeen if not _unread(entry)

_unread(entry) if {
	some field in ["rotatedAt", "createdAt"]
	reading.unread(entry.record, field)
	not _told(entry)
}

_since_text(entry) := concat(" ", ["since", at]) if at := _told(entry)

else := concat(" ", ["at least since", entry.firstSeen])

_doubt(entry) := "age-unread" if {
	status.working(entry)
	_unread(entry)
}

else := "credential-unknown" if {
	status.perhaps_working(entry)
	_is_overdue(entry)
}

else := "type-unknown" if {
	status.working(entry)
	_is_overdue(entry)
	reading.untold(entry.record, "type")
}

_doubt_text := {
	"age-unread": "when it was made or changed could not be read",
	"credential-unknown": "its status is not known",
	"type-unknown": "nothing tells what it is",
}

default _severity(_) := {}

_severity(entry) := {"severity": "high"} if {
	some account in input.accounts
	account.record.id == entry.record.principal
	account.privileged
}

_base(entry, reason) := {
	"id": entry.record.id,
	"app": entry.app,
	"reason": reason,
	"credential": entry.record.id,
}
