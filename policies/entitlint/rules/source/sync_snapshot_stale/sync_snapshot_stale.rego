# METADATA
# title: Source not read for too long
# description: |
#   A kind of records is older than its source's schedule allows, or was observed in the future. The engine measures this against the
#   clock of the run; where the time to judge at is given by hand nothing is stale. Days of the weekend do not count where the
#   schedule says so.
# schemas:
#   - input: schema.source
# custom:
#   severity: medium
#   severities:
#     high: The source decides who is here.
#   examines: source
#   reasons:
#     stale: stale
#     future: future
#   rests_on:
#     - reasons: [stale, future]
#       facts: []
#   controls: [DE.CM-09, DE.CM-03, CA-7, AU-6, CIS 8.9, A.8.16, CC7.1, CC7.2, PEP]
#   remediation: Collect the source again, and find out why its schedule was missed; correct the clock of the machine that collects.
#   false_positives:
#     - A kind that is not collected has no age.
package entitlint.rules.source.sync_snapshot_stale

import future.keywords.not

_decisive := {"authoritative-identity", "directory"}

_text := {
	"stale": " and is older than its schedule allows",
	"future": ", which lies in the future",
}

deny contains finding if {
	some entry in input.kinds
	entry.completeness != "not-collected"
	text := _text[entry.freshness]
	finding := object.union(
		{
			"id": concat("/", [input.id, entry.kind]),
			"app": input.system,
			"reason": entry.freshness,
			"msg": concat("", [entry.kind, " of ", input.system, " was observed at ", entry.observedAt, text, "."]),
		},
		_severity,
	)
}

default _severity := {}

_severity := {"severity": "high"} if input.role in _decisive
