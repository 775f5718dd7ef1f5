# METADATA
# title: Whether the subject is still here
# description: |
#   The state of the document's subject, and since when it is so. All of it is asked of `input` alone, by rules without
#   arguments, so that one evaluation computes it once for all policies.
# schemas:
#   - input: schema.subject
package entitlint.lib.lifecycle

import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

_authoritative := [entry | some entry in input.identities; entry.role == "authoritative-identity"]

_directory := [entry | some entry in input.identities; entry.role == "directory"]

# METADATA
# description: |
#   The records that decide: those of authoritative sources; where there are none, those of directories; where there
#   are none either and the registry does not know the subject, whatever else there is.
default deciding := []

deciding := _authoritative if count(_authoritative) > 0

else := _directory if count(_directory) > 0

else := [entry | some entry in input.identities] if not input.registry

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

_state_of(entry) := "inactive" if entry.record.status in status.over

else := "inactive" if entry.ends < entry.observedAt

else := "inactive" if _dropped(entry)

else := "unknown" if entry.record.status == "unknown"

else := "unknown" if {
	some field in ["status", "endDate"]
	reading.unread(entry.record, field)
}

else := "active" if entry.record.status in status.here

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
	seen := max([first | some entry in deciding; first := object.get(entry, "firstSeen", entry.observedAt)])
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
