# METADATA
# title: What makes findings graver
# description: |
#   Raises a finding by one severity when it has lasted for longer than the parameter `overdue` of its rule allows. What only informs
#   stays so, and without a limit nothing is raised.
# schemas:
#   - data.estate: schema.estate
package entitlint.lib.exposure

import future.keywords.not

_graver := {"low": "medium", "medium": "high", "high": "critical"}

# METADATA
# description: |
#   The finding as grave as it is by now. `since` has `at`, the instant since when it lasts or one before that, and `text`, the same in
#   words; it is empty where nobody knows. Exactly at the limit is still in time. Where the estate asks for dates, the finding tells
#   since when too: `kind` of `since` says what its instant is, as in `lifecycle.change`.
lasting(finding, rule, since) := object.union(_aged(finding, rule, since), {"since": {
	"at": since.at,
	"kind": object.get(since, "kind", "at"),
}}) if {
	data.estate.dates
}

else := _aged(finding, rule, since)

_aged(finding, rule, since) := object.union(finding, {"severity": _graver[from], "overdue": {
	"from": from,
	"why": concat("", ["It has lasted ", since.text, ", longer than `overdue` of ", rule, " allows."]),
}}) if {
	since.at < data.estate.cutoffs[finding.app][rule].overdue
	from := object.get(finding, "severity", data.estate.severities[rule])
	_graver[from]
}

else := finding

# METADATA
# description: An instant as what `lasting` asks for.
from(at) := {"at": at, "text": concat(" ", ["since", at]), "kind": "at"}
