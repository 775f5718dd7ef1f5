# METADATA
# title: Snapshot altered, incomplete or inconsistent
# description: |
#   A file of the snapshot is not the one that was written, does not follow its format, or holds records that contradict
#   each other. Every verdict that rests on such a source is in doubt.
# schemas:
#   - input: schema.source
# custom:
#   severity: critical
#   severities:
#     high:
#       duplicate: A record is there twice.
#       count: There are not as many records as the source said.
#       more: There are more faults than are told.
#     medium: A reference leads nowhere.
#     low: Groups hold each other.
#   examines: source
#   reasons:
#     altered: altered
#     missing: missing
#     unlisted: unlisted
#     invalid: invalid
#     duplicate: duplicate
#     count: count
#     dangling: dangling
#     cycle: cycle
#     more: more
#   rests_on:
#     - reasons: [altered, missing, unlisted, invalid, duplicate, count, dangling, cycle, more]
#       facts: []
#   controls: [PR.DS-01, DE.CM-09, SI-7, SI-7(1), AU-9, CIS 8.9, CIS 3.3, A.5.28, A.8.15, CC7.1, CC8.1]
#   remediation: Collect the source again. Where it comes back, look at who changed the file, or at what the collector reads.
#   false_positives:
#     - Groups that contain each other are allowed in some directories; a cycle is a low finding.
package entitlint.rules.source.snapshot_integrity

import future.keywords.not

_severity := {
	"altered": "critical",
	"missing": "critical",
	"unlisted": "critical",
	"invalid": "critical",
	"duplicate": "high",
	"count": "high",
	"dangling": "medium",
	"cycle": "low",
}

deny contains finding if {
	some fault in input.faults
	finding := {
		"id": fault.object,
		"app": input.system,
		"reason": fault.reason,
		"severity": _severity[fault.reason],
		"msg": concat("", [fault.object, " (", fault.kind, " of ", input.system, "): ", fault.detail]),
	}
}

deny contains finding if {
	rest := input.faultCount - count(input.faults)
	rest > 0
	finding := {
		"id": input.id,
		"app": input.system,
		"reason": "more",
		"severity": "high",
		"msg": concat("", [input.system, " has ", format_int(rest, 10), " more faults than are listed."]),
	}
}
