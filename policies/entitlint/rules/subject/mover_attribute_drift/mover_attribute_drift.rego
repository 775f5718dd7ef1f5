# METADATA
# title: Attribute that the authority tells otherwise
# description: |
#   `access/authority.yaml` says whose word counts for a field, and another system holds another value, although the time to carry it
#   over has passed. Values are changed as declared before they are compared; lists are compared without their order, and what is
#   empty differs from nothing. Statuses, and references to other records, are left to other rules.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
# custom:
#   severity: low
#   severities:
#     high: The field decides about access.
#     info: The source only advises.
#   examines: subject
#   reasons:
#     differs: drift
#     advisory: drift
#     field-unread: undecided
#   params:
#     sla:
#       type: duration
#       description: How long it may take to carry a value over, where the application's `lifecycle.sla` does not say.
#       default: PT24H
#   needs:
#     - declared: authority
#   rests_on:
#     - reasons: [differs]
#       facts:
#         - {kind: identity, role: directory, fields: [userName]}
#         - {kind: identity, of: authority, fields: [userName]}
#         - {declared: authority}
#     - reasons: [advisory]
#       facts:
#         - {kind: account, role: application, fields: [userName]}
#         - {kind: identity, of: people, fields: [userName]}
#         - {declared: authority}
#   controls: [PR.AA-01, AC-16, AC-2, CIS 5.6, CIS 6.7, A.5.16, CC6.2, AI GOVERN 1.6]
#   remediation: Carry the authority's value over again, or mend the mapping.
#   false_positives:
#     - Values that are only written otherwise are made alike by the `transform` of the declaration.
#     - A value that has just changed is given the time to be carried over.
#     - Somebody who has just come is given the same time in every system.
#     - The order of several values means nothing.
#     - A field that is empty somewhere says nothing.
package entitlint.rules.subject.mover_attribute_drift

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import future.keywords.not

_id := "mover-attribute-drift"

_weight := {"authoritative": "counts", "advisory": "is asked"}

deny contains finding if {
	some [word, held, source] in _pairs
	value := _value(held.record, word)
	value != _value(source.record, word)
	not _is_pending(word, held, source)
	finding := object.union_n([_base(held, word, _reason[word.level]), lifecycle.about, _severity(word), {"msg": concat("", [
		word.name,
		" of ",
		held.record.id,
		" is not the one of ",
		source.record.id,
		", whose word ",
		_weight[word.level],
		".",
	])}])
}

unknown contains finding if {
	some [word, held, source] in _pairs
	_is_unread(word, held, source)
	finding := object.union(_base(held, word, "field-unread"), {"msg": concat("", [
		"Whether ",
		word.name,
		" of ",
		held.record.id,
		" is the one of ",
		source.record.id,
		" cannot be judged: it could not be read.",
	])})
}

_reason := {"authoritative": "differs", "advisory": "advisory"}

# What holds a value, and the record of the authority whose word counts for it.
_pairs contains [word, held, source] if {
	_is_here
	some word in data.estate.authority
	word.of == "person"
	source := _source(word)
	some held in input.identities
	not held.system in word.from
}

_pairs contains [word, held, source] if {
	_is_here

	# Words about people name no application.
	some word in data.estate.authority
	source := _source(word)
	some account in input.accounts
	word.app in {"*", account.app}
	not account.app in word.from
	not _is_the_applications_own(word)
	held := {"record": account.record, "system": account.app}
}

default _is_here := false

_is_here if lifecycle.state in {"active", "unknown"}

# Of an account, the application comes before whoever stands behind it.
_is_the_applications_own(word) if word.from[0] == "app"

# The first of the systems that tells it, or could not be read.
_source(word) := [entry |
	some system in word.from
	some entry in input.identities
	entry.system == system
	_speaks(entry.record, word)
][0]

_speaks(record, word) if _value(record, word)

_speaks(record, word) if reading.unread(record, word.top)

_is_unread(word, held, _) if reading.unread(held.record, word.top)

_is_unread(word, _, source) if reading.unread(source.record, word.top)

_value(record, word) := alike if {
	found := object.get(record, word.path, "")
	alike := {_changed(_text(one), word.transform) | some one in _list(found)} - {""}
	count(alike) > 0
}

_list(found) := found if is_array(found)

else := [found]

_text(one) := one if is_string(one)

else := one.value

_changed(text, transform) := _cased(_trimmed(text, transform), transform)

_trimmed(text, transform) := trim_space(text) if "trim" in transform

else := text

_cased(text, transform) := lower(text) if "lowercase" in transform

else := upper(text) if "uppercase" in transform

else := text

_is_pending(word, held, source) if source.changed[word.name] >= limits.cutoff(held.system, _id, "sla")

_is_pending(_, held, source) if {
	source.firstSeen >= limits.cutoff(held.system, _id, "sla")
	source.firstSeen > data.estate.sources[source.system].firstLook
}

_severity(word) := {"severity": "info"} if word.level == "advisory"

else := {"severity": "high"} if word.securityRelevant

else := {}

_base(held, word, reason) := {
	"id": concat("/", [held.record.id, word.name]),
	"app": held.system,
	"reason": reason,
}
