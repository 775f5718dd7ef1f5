# METADATA
# title: Key shared by several workloads or owners
# description: |
#   Several workloads use one key, or the same key is on record for several machines, people or applications. Nobody can then say
#   who did what with it, and it cannot be changed without stopping all of them. A key that one holder has on record twice is still
#   a key of one holder.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: medium
#   severities:
#     high: The account is privileged.
#   examines: credential
#   reasons:
#     workloads: shared
#     same-key: shared
#     workloads-unread: undecided
#     credential-unknown: undecided
#   shared:
#     workloads-unread: it does not tell of every key which workloads use it
#   params:
#     most:
#       type: number
#       by: nothing
#       range: [1]
#       whole: true
#       description: How many workloads may use one key.
#       default: 1
#     ownPool:
#       type: list
#       description: Keys by id that replicas of one workload share under names of their own.
#       default: []
#   needs:
#     - kind: credential
#       fields: [status]
#     - oneOf:
#         - {kind: credential, fields: [workloads]}
#         - {kind: credential, fields: [hashId]}
#   rests_on:
#     - reasons: [workloads]
#       facts:
#         - {kind: credential, fields: [status, workloads]}
#     - reasons: [same-key]
#       facts:
#         - {kind: credential, fields: [status, hashId]}
#   controls: [NHI9:2025, PR.AA-01, IA-9, IA-5(8), AC-6, CIS 5.5, A.5.16, CC6.1, AI MEASURE 2.8]
#   remediation: Give every workload a key or an identity of its own, then revoke the one they shared.
#   false_positives:
#     - Replicas of one workload that appear under names of their own are named in `ownPool`.
#     - Callers behind one address look like one; what hides them hides the sharing, and nothing is found.
package entitlint.rules.subject.nhi_shared_workloads

import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_id := "nhi-shared-workloads"

_params := data.estate.params[_id]

deny contains finding if {
	some entry in input.credentials
	status.working(entry)
	not entry.record.id in _params.ownPool
	reason := _reason(entry)
	finding := object.union_n([_base(entry, reason), _severity(entry), {"msg": concat("", [
		entry.record.id,
		" ",
		_text(entry, reason),
		".",
	])}])
}

unknown contains finding if {
	some entry in input.credentials
	status.working(entry)
	input.kind != "human"
	not _reason(entry)
	reading.unread(entry.record, "workloads")
	finding := object.union(_base(entry, "workloads-unread"), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		" is shared cannot be judged: which workloads use it could not be read.",
	])})
}

unknown contains finding if {
	some entry in input.credentials
	status.perhaps_working(entry)
	not entry.record.id in _params.ownPool
	_reason(entry)
	finding := object.union(_base(entry, "credential-unknown"), {"msg": concat("", [
		"Whether ",
		entry.record.id,
		", which is shared, works cannot be judged: its status is not known.",
	])})
}

_reason(entry) := "workloads" if {
	count({workload | some workload in entry.record.workloads}) > _params.most
}

# Of the same holder's other records of the key `sameKey` names none.
else := "same-key" if count(entry.sameKey) > 0

_text(entry, "workloads") := concat("", ["is used by ", concat(", ", sort(entry.record.workloads))])

_text(entry, "same-key") := concat("", ["is the same key as ", concat(" and ", entry.sameKey)])

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
