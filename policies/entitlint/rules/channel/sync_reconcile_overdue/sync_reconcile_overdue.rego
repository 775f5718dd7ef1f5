# METADATA
# title: Nobody has compared both sides
# description: |
#   Events get lost, so from time to time everything has to be compared. The last full comparison of an application with its directory
#   is too long ago, was never made, did not come to its end, or looked at fewer accounts than there are.
# schemas:
#   - input: schema.channel
# custom:
#   severity: medium
#   severities:
#     high: The application is of tier 1.
#   examines: channel
#   reasons:
#     never: overdue
#     overdue: overdue
#     incomplete: incomplete
#     uncovered: incomplete
#     outcome-unknown: undecided
#   params:
#     period:
#       type: duration
#       description: How long a full comparison is good for.
#       default:
#         default: P7D
#         tier1: P1D
#         manual: P30D
#   needs:
#     - provisioning: [channel.lastReconcile]
#   rests_on:
#     - reasons: [never, overdue, incomplete]
#       facts:
#         - {kind: channel, of: provisioning, fields: [lastReconcile]}
#     - reasons: [uncovered]
#       facts:
#         - {kind: channel, of: provisioning, fields: [lastReconcile]}
#         - {kind: account, role: application}
#   controls: [NHI1:2025, DE.CM-09, ID.IM-03, CA-7, AC-2, CIS 5.1, CIS 6.2, A.5.18, A.8.16, CC7.1, CC6.3]
#   remediation: Run a full comparison, mend what it finds, and let it run by itself from then on.
#   false_positives:
#     - Accounts that are made when somebody signs in are compared with nothing.
#     - Accounts that no channel makes are compared with nothing.
#     - A job that was switched off where nobody has an account is done with.
#     - An application that people fill by hand has a month.
package entitlint.rules.channel.sync_reconcile_overdue

import data.entitlint.lib.channel
import data.entitlint.lib.instants
import future.keywords.not

_id := "sync-reconcile-overdue"

_last := input.record.lastReconcile

_is_beside if input.record.mode in {"jit", "none"}

_is_beside if {
	input.record.jobState == "disabled"
	input.accounts == 0
}

_age := instants.seconds(input.observedAt) - instants.seconds(_last.endedAt)

default _severity := {}

_severity := {"severity": "high"} if input.tier == 1

# What comes first explains what comes after.
_fault := {"reason": "never", "words": ["has never been compared in full"]} if {
	input.record
	not _last.endedAt
}

else := {"reason": "overdue", "words": ["was compared in full at ", _last.endedAt, ", for the last time"]} if {
	_age > channel.param(_id, "period")
}

else := {"reason": "incomplete", "words": ["was compared at ", _last.endedAt, ", and not to the end (", _last.outcome, ")"]} if {
	_last.outcome in {"partial", "failed"}
}

else := {"reason": "uncovered", "words": [
	"was compared at ",
	_last.endedAt,
	", but of its ",
	format_int(input.accounts, 10),
	" accounts only ",
	format_int(_last.scanned, 10),
]} if {
	_last.scanned < input.accounts
}

deny contains object.union(_severity, channel.finding(_fault.reason, concat("", array.concat(
	[input.app, " "],
	array.concat(_fault.words, [" (", input.id, ")."]),
)))) if {
	not _is_beside
}

unknown contains channel.finding("outcome-unknown", concat("", [
	"Whether the comparison of ",
	input.app,
	" at ",
	_last.endedAt,
	" came to its end cannot be judged: its outcome is not told (",
	input.id,
	").",
])) if {
	not _is_beside
	not _fault
	_last.outcome == "unknown"
}
