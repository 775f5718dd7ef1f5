# METADATA
# title: Changes leave no evidence
# description: |
#   The log of a channel does not say of its changes who made them, who approved them, what was asked, what was answered or what came of
#   it; or it is kept for less time than reviews look back. Whether access was given and taken rightly can then not be shown. What was
#   imported before the job ran was asked for by nobody, and a change that is still on its way has no answer yet: neither lacks it.
# schemas:
#   - input: schema.channel
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: A change that took something away is among them.
#   examines: channel
#   reasons:
#     actor: actor
#     approval: approval
#     request: request
#     response: response
#     outcome: outcome
#     retention: retention
#     unread: unread
#   shared:
#     unread: the log does not hold what has to be told of a change
#   params:
#     required:
#       type: list
#       among: [actor, approval, request, response, outcome]
#       description: What has to be told of a change, of `actor`, `approval`, `request`, `response` and `outcome`.
#       default: [actor, request, response, outcome]
#     retention:
#       type: duration
#       description: How long the log has to be kept.
#       default: P365D
#   needs:
#     - provisioning: [event.requestedAt]
#   rests_on:
#     - reasons: [actor]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, actor]}
#     - reasons: [request]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, requestDigest]}
#     - reasons: [response]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, responseDigest]}
#     - reasons: [outcome]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, result], values: {result: [unknown]}}
#     - reasons: [approval]
#       facts:
#         - {kind: event, of: provisioning, fields: [channel, requestedAt, approvalRef]}
#     - reasons: [retention]
#       facts:
#         - {kind: event, of: provisioning, fields: [requestedAt]}
#         - {kind: channel, of: provisioning, fields: [retention]}
#   controls: [PR.PS-04, DE.CM-06, AU-2, AU-3, AU-12, AC-2(4), CIS 8.2, CIS 8.5, CIS 8.12, A.8.15, A.5.28, CC7.2, CC7.3]
#   remediation: |
#     Let the channel log what is missing, and copy the log to where it is kept for as long as reviews look back.
#   false_positives:
#     - A digest of what was asked or answered is enough where the provider does not show it.
package entitlint.rules.channel.audit_evidence_incomplete

import data.entitlint.lib.channel
import future.keywords.not

_id := "audit-evidence-incomplete"

_fields := {
	"actor": {"actor"},
	"approval": {"approver", "approvalRef"},
	"request": {"requestDigest"},
	"response": {"responseDigest", "httpStatus"},
	"outcome": {"result"},
}

_text := {
	"actor": "do not say who made them",
	"approval": "do not say who approved them",
	"request": "do not say what was asked for",
	"response": "do not say what was answered",
	"outcome": "do not say what came of them",
}

# A word that names nothing is told as unread; it is not passed by.
_required := {field | some field in data.estate.params[_id].required}

_is_read(field) if {
	some name in _fields[field]
	channel.reads_event(name)
}

default _severity(_) := {}

_severity(lacks) := {"severity": "high"} if {
	some one in lacks
	one.op in channel.taking
}

deny contains object.union(_severity(lacks), channel.finding(field, concat("", [
	format_int(sum([one.lack.count | some one in lacks]), 10),
	" of ",
	format_int(input.events.count, 10),
	" changes that ",
	channel.name,
	" carried ",
	_text[field],
	", such as ",
	lacks[0].lack.event,
	" (",
	lacks[0].lack.about,
	").",
]))) if {
	some field in _required
	_is_read(field)
	lacks := [{"op": entry.op, "lack": lack} |
		some entry in input.ops
		some lack in entry.lacking
		lack.field == field
	]
}

deny contains channel.finding("retention", concat("", [
	"The log of ",
	channel.name,
	" is kept for ",
	channel.span(input.retentionSeconds),
	", and reviews look back ",
	channel.span(channel.param(_id, "retention")),
	".",
])) if {
	input.retentionSeconds < channel.param(_id, "retention")
}

unknown contains channel.finding("unread", concat("", [
	"Whether changes that ",
	channel.name,
	" carries can be shown is open: its log was read without ",
	concat(", ", sort(missing)),
	".",
])) if {
	input.events.count > 0
	missing := {field | some field in _required; not _is_read(field)}
	count(missing) > 0
}
