# METADATA
# title: What provisioning said of an account
# description: |
#   Finds the events that are about an account, and holds what they said against what the application shows. That an event succeeded is
#   what somebody said; only the application shows what is.
# schemas:
#   - input: schema.subject
package entitlint.lib.provisioned

import data.entitlint.lib.limits
import data.entitlint.lib.status
import future.keywords.not

# METADATA
# description: Operations that say whether an account is to work.
standing := {"create", "enable", "disable", "delete"}

# METADATA
# description: Those after which it is not to work.
ending := {"disable", "delete"}

# METADATA
# description: |
#   What events call the account: its own id, and where its owner has no other account in the application, the ids of the owner's
#   records, present or gone.
names(account) := {account.record.id} | _records if count([one | some one in input.accounts; one.app == account.app]) == 1

else := {account.record.id}

_records := {entry.record.id | some entry in input.identities} | {gone.id |
	some account in input.accounts
	some gone in account.link.gone
}

# METADATA
# description: All events about the account that were to change its application, newest first.
about(account) := [event |
	some event in input.events.newest
	event.app == account.app
	event.about in names(account)
]

# METADATA
# description: The last event that says whether the account is to work.
last(account) := [event | some event in about(account); event.op in standing][0]

# METADATA
# description: When an event came to its end, or was asked for where nothing tells that.
at(event) := event.ackedAt

at(event) := event.requestedAt if not event.ackedAt

# METADATA
# description: The account shows that what the event asked for is not so. Of one whose state is not known it cannot be said.
contradicts(event, account) if {
	event.op in ending
	status.usable(account)
	account.record.status != "locked"
	not _changed_after(event, account)
}

contradicts(event, account) if {
	event.op in (standing - ending)
	status.ended(account)
	not _changed_after(event, account)
}

# Somebody has changed it once more since.
_changed_after(event, account) if account.statusSince > at(event)

# METADATA
# description: |
#   The instant lies before the limit of a parameter, both when the application was read and when the log was: the older of the two
#   readings knows no more than it could.
overdue(instant, place, rule, param) if {
	instant < limits.cutoff(place.app, rule, param)
	instant < limits.cutoff(place.system, rule, param)
}
