# METADATA
# title: Guests of a tenant
# description: Tells which guests work on in one tenant of a system although their own tenant has ended them.
# schemas:
#   - input: schema.subject
package entitlint.lib.guests

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.reading
import data.entitlint.lib.status
import future.keywords.not

# METADATA
# description: |
#   Guests that work, or may, each with the accounts of the same person in other tenants of the system, all of which have been ended
#   there for longer than the rule's `grace`, or may have been.
left_behind(rule) := [[guest, homes] |
	lifecycle.state in {"active", "unknown", "none"}
	not _on_leave
	some guest in input.accounts
	_is(guest, "external")
	not status.unusable(guest)
	not _has_moved(guest)
	homes := [home |
		some home in input.accounts
		home.app == guest.app
		_is(home, "human")
		tenant(home) != tenant(guest)
	]
	count(homes) > 0
	every home in homes {
		_perhaps_ended(home, rule)
	}
]

_is(account, kind) if account.kind == kind

_is(account, _) if _of_unread_kind(account)

_of_unread_kind(account) if account.kind == "unknown"

_of_unread_kind(account) if reading.unread(account.record, "kind")

_on_leave if {
	some entry in lifecycle.deciding
	entry.record.status == "leave"
}

_has_moved(guest) if {
	some account in input.accounts
	account.kind == "human"
	tenant(account) == tenant(guest)
	status.usable(account)
}

_perhaps_ended(home, _) if status.undecided(home)

_perhaps_ended(home, rule) if {
	status.ended(home)
	not min(_ends(home)) >= limits.cutoff(home.app, rule, "grace")
}

_perhaps_ended(home, rule) if _has_run_out(home, rule)

_has_run_out(home, rule) if home.expires < limits.cutoff(home.app, rule, "grace")

_ends(home) := [at |
	some entry in _records(home)
	some at in [
		object.get(entry.record, "disabledAt", ""),
		object.get(entry.record, "statusChangedAt", ""),
		object.get(entry, "statusSince", ""),
	]
	at != ""
]

# A directory's user is its account, too.
_records(home) := array.concat([home], [entry |
	some entry in input.identities
	replace(home.record.id, "account:", "identity:") == entry.record.id
])

# Since when at least it is as it is, where nothing tells when that began.
_seen(home) := object.get(home, "firstSeen", home.observedAt)

# METADATA
# description: |
#   Each of the accounts is known to have been ended for longer than `grace`: by when that was, or because it was so when it was first
#   seen.
for_long(rule, homes) if {
	every home in homes {
		_for_long(home, rule)
	}
}

_for_long(home, rule) if _has_run_out(home, rule)

_for_long(home, _) if count(_ends(home)) > 0

_for_long(home, rule) if _seen(home) < limits.cutoff(home.app, rule, "grace")

_end_unread(home, rule) if {
	not _for_long(home, rule)
	some entry in _records(home)
	some field in ["disabledAt", "statusChangedAt"]
	reading.unread(entry.record, field)
}

# METADATA
# description: Why nobody can say whether the guest was left behind; undefined where it can be said.
doubt(rule, guest, homes) := "kind-unread" if {
	some account in array.concat([guest], homes)
	_of_unread_kind(account)
}

else := "account-unknown" if status.undecided(guest)

else := "home-unknown" if {
	some home in homes
	status.undecided(home)
}

else := "end-unread" if {
	some home in homes
	_end_unread(home, rule)
}

# METADATA
# description: How each of the accounts was ended, and since when.
ended_text(rule, homes) := concat(" and ", [text |
	some home in homes
	text := concat(" ", [home.record.id, _ended_how(home, rule)])
])

_ended_how(home, rule) := concat(" ", ["has ended on", substring(home.expires, 0, 10)]) if _has_run_out(home, rule)

else := concat(" ", ["has been", home.record.status, "since", min(_ends(home))]) if count(_ends(home)) > 0

else := concat(" ", ["has been", home.record.status, "at least since", _seen(home)])

# METADATA
# description: The tenant of an account as access files write it, `<system>/<tenant>`.
tenant(account) := concat("/", [account.app, split(account.record.id, "/")[1]])
