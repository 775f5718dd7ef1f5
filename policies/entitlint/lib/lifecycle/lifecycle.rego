# METADATA
# title: Whether the subject is still here
# description: |
#   The state of the document's subject, and since when it is so. All of it is asked of the document as a whole, by rules
#   without arguments, so that one evaluation computes it once for all policies.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
package entitlint.lib.lifecycle

import data.entitlint.lib.instants
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_authoritative := [entry | some entry in input.identities; entry.role == "authoritative-identity"]

_directory := [entry | some entry in input.identities; entry.role == "directory"]

default _records := []

_records := _authoritative if count(_authoritative) > 0

else := _directory if count(_directory) > 0

else := [entry | some entry in input.identities] if not input.registry

# METADATA
# description: |
#   The records that decide: those of authoritative sources; where there are none, those of directories; where there
#   are none either and the registry does not know the subject, whatever else there is. The contract with which somebody who
#   has gone is to come back one day does not decide yet.
deciding := [entry | some entry in _records; not _state_of(entry) == "awaited"]

# METADATA
# description: |
#   The authority that decided knows people by contract; a directory only repeats it. It has decided too where it knew the
#   person before and no longer does.
decided_by_authority if count(_authoritative) > 0

decided_by_authority if {
	some entry in deciding
	_dropped(entry)
}

_dropped(entry) if entry.authoritative == "deleted"

_told(entry) := "inactive" if entry.record.status in status.over

else := "inactive" if entry.ends < entry.observedAt

else := "inactive" if _dropped(entry)

else := "unknown" if entry.record.status == "unknown"

else := "unknown" if {
	some field in ["status", "endDate"]
	reading.unread(entry.record, field)
}

else := "active" if entry.record.status in status.here

_state_of(entry) := _told(entry) if {
	not _comes_back(entry)
}

else := "active" if _is_soon(entry)

else := "active" if _follows(entry)

else := "awaited" if {
	_between(entry) > _param("gap")
}

else := "unknown"

# A contract that has not begun, of somebody whom no other record shows to be here. One that is staged without a start begins
# nobody knows when.
_comes_back(entry) if {
	_told(entry) == "active"
	_is_to_come(entry)
	count([other | some other in _records; _told(other) != "active"]) > 0
}

_is_to_come(entry) if entry.starts

_is_to_come(entry) if {
	entry.record.status == "staged"
	not entry.record.startDate
}

# No earlier than accounts may be there anywhere; `joiner-timing` asks for each application by itself.
_is_soon(entry) if instants.seconds(entry.starts) - data.estate.run.now_seconds <= _param("lead")

# A change of contract, with no more than a short gap.
_follows(entry) if {
	_left
	_between(entry) <= _param("gap")
}

_left := max([since | some entry in _over; since := _since(entry)])

# Where nothing tells when they left, it was before they were first seen like that.
_left_by := _left

_left_by := max([_first_seen(entry) | some entry in _over]) if {
	not _left
}

_over := [entry | some entry in _records; _told(entry) == "inactive"]

_between(entry) := instants.seconds(entry.starts) - instants.seconds(_left_by)

_first_seen(entry) := object.get(entry, "firstSeen", entry.observedAt)

default _param(_) := 0

_param(name) := _longest(data.estate.params["joiner-timing"][name])

_longest(value) := value if is_number(value)

_longest(value) := max([one | some one in value]) if is_object(value)

_states := [_state_of(entry) | some entry in deciding]

# METADATA
# description: |
#   `active` when any deciding record is current, `unknown` when none is but one cannot tell, `inactive` when all have
#   ended, `none` when there is no record of this subject anywhere. The registry makes a machine active.
default state := "none"

state := "active" if "active" in _states

else := "unknown" if "unknown" in _states

else := "inactive" if count(_states) > 0

else := "active" if input.registry

# METADATA
# description: |
#   The day on which somebody starts who is not here yet, for the first time or after having been away for long: every deciding
#   record has ended or begins later, and none follows on one that has ended.
first_day := min([entry.starts | some entry in deciding; _told(entry) == "active"]) if {
	state == "active"
	every entry in deciding {
		_is_away(entry)
	}
}

_is_away(entry) if _told(entry) == "inactive"

_is_away(entry) if {
	_told(entry) == "active"
	entry.starts
	not _follows(entry)
}

# METADATA
# description: When somebody who is inactive is to come back, for the end of a sentence.
default return_text := ""

return_text := concat("", [", who starts again at ", min(starts)]) if {
	state == "inactive"
	starts := [entry.starts | some entry in _records; _state_of(entry) == "awaited"]
	count(starts) > 0
}

# METADATA
# description: Why an inactive subject is inactive.
reason := "deleted" if {
	state == "inactive"
	_all_deleted
}

else := "inactive" if {
	state == "inactive"
}

_all_deleted if {
	every entry in deciding {
		_deleted(entry)
	}
}

_deleted(entry) if entry.record.status == "deleted"

_deleted(entry) if _dropped(entry)

_since(entry) := entry.record.statusChangedAt if entry.record.status in status.over

else := min(_starts(entry)) if count(_starts(entry)) > 0

# Whichever came first: that a status was first seen today does not move an end that the record itself gives.
_starts(entry) := ({entry.statusSince | entry.record.status in status.over} | {entry.ends |
	entry.ends < entry.observedAt
}) | {gone.lastSeen | _dropped(entry); some gone in entry.gone}

_change_unread(entry) if {
	reading.unread(entry.record, "statusChangedAt")
	not entry.record.statusChangedAt
	not entry.statusSince
}

# METADATA
# description: |
#   When the subject became inactive. `kind` is `at` when that is known; `after` when the authority dropped the
#   person between two readings, and `at` is the last that still showed them; `before` when it happened before anybody looked, and
#   `at` is then a lower bound; `unread` when a source knows and could not be read.
change := {"kind": "unread"} if {
	some entry in deciding
	_change_unread(entry)
}

else := {"kind": "after", "at": latest} if {
	state == "inactive"
	every entry in deciding {
		_dropped(entry)
		entry.record.status in status.here
		not entry.ends < entry.observedAt
	}
	latest := max([gone.lastSeen | some entry in deciding; some gone in entry.gone])
}

else := {"kind": "at", "at": latest} if {
	latest := max([since | some entry in deciding; since := _since(entry)])
}

else := {"kind": "before", "at": seen} if {
	seen := max([_first_seen(entry) | some entry in deciding])
}

# METADATA
# description: The subject has been inactive since before the cutoff. Exactly at the cutoff is still in time.
overdue(cutoff) if {
	change.kind in {"at", "after"}
	change.at < cutoff
}

overdue(_) if change.kind == "before"

# METADATA
# description: Since when, in words.
since := concat(" ", ["since", change.at]) if change.kind == "at"

since := concat(" ", ["some time after", change.at]) if change.kind == "after"

since := concat(" ", ["at least since", change.at]) if change.kind == "before"

# METADATA
# description: Since when at least the subject is inactive, as `exposure.lasting` asks for it; empty where that is not known.
default lasting := {}

lasting := {"at": change.at, "text": since, "kind": change.kind} if state == "inactive"

# METADATA
# description: The identity record a finding rests on; empty where there is none.
default about := {}

about := {"identity": deciding[0].record.id}
