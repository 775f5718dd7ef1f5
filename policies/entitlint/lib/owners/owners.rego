# METADATA
# title: The people who answer for a machine
# description: Sorts owners by whether anybody active stands behind them.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
package entitlint.lib.owners

import data.entitlint.lib.status
import future.keywords.not

_records_of(holder, role) := [record | some record in holder.records; record.role == role]

_deciding(holder) := _records_of(holder, "authoritative-identity") if {
	count(_records_of(holder, "authoritative-identity")) > 0
}

else := _records_of(holder, "directory") if count(_records_of(holder, "directory")) > 0

else := holder.records

_record_state(record) := "inactive" if record.status in status.over

else := "inactive" if record.ends < data.estate.run.now

else := "unknown" if record.status == "unknown"

else := "active" if record.status in status.here

# METADATA
# description: The state of one holder, decided as the state of a subject is.
default holder_state(_) := "unknown"

holder_state(holder) := "active" if {
	some record in _deciding(holder)
	_record_state(record) == "active"
}

else := "unknown" if {
	some record in _deciding(holder)
	_record_state(record) == "unknown"
}

else := "inactive" if count(holder.records) > 0

_people(owner) := sum([holder.count | some holder in owner.holders])

# METADATA
# description: The state of one owner, `active`, `unknown`, `inactive`, `empty` (a group of nobody) or `unresolved`.
state(owner) := "unresolved" if owner.resolved == false

else := "empty" if {
	owner.kind == "group"
	_people(owner) == 0
}

else := "active" if {
	some holder in owner.holders
	holder_state(holder) == "active"
}

else := "unknown" if {
	some holder in owner.holders
	holder_state(holder) == "unknown"
}

else := "inactive" if _people(owner) > 0

else := "unknown"

# METADATA
# description: The states of all owners of the subject.
states := {state(owner) | some owner in input.owners}

_since(record) := record.since if record.status in status.over

else := record.ends if record.ends < data.estate.run.now

# METADATA
# description: When the last of the owners left; undefined where no source tells.
last_left := left(input.owners)

# METADATA
# description: When the last of some owners left; undefined where no source tells.
left(some_owners) := max([since |
	some owner in some_owners
	some holder in owner.holders
	some record in _deciding(holder)
	since := _since(record)
])
