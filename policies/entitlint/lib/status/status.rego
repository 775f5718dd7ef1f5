# METADATA
# title: What a status allows
# description: |
#   Sorts the states of accounts, identities and credentials. Every set is enumerated, so a status that nobody
#   foresaw is in none of them.
package entitlint.lib.status

import data.entitlint.lib.reading
import future.keywords.not

# METADATA
# description: Statuses with which somebody can sign in, or will be able to as soon as a lock-out has passed.
in_use := {"active", "invited", "locked"}

# METADATA
# description: Statuses of somebody who belongs here, whether or not they can sign in today.
here := {"active", "invited", "locked", "staged", "leave", "suspended"}

# METADATA
# description: Statuses of somebody or something that has been ended.
over := {"disabled", "terminated", "deleted"}

# METADATA
# description: Statuses with which nobody can sign in.
at_rest := {"staged", "leave", "suspended"} | over

# METADATA
# description: The system lets this account in, as far as its status goes.
enabled(account) if {
	account.record.status in in_use
	not reading.unread(account.record, "status")
}

# METADATA
# description: The account is enabled, and has not run out (the system enforces an account's own expiry).
usable(account) if {
	enabled(account)
	not account.expires
}

usable(account) if {
	enabled(account)
	account.expires >= account.observedAt
}

# METADATA
# description: Nobody can use the account to sign in; its keys may work all the same.
unusable(account) if {
	account.record.status in at_rest
	not reading.unread(account.record, "status")
}

unusable(account) if {
	enabled(account)
	account.expires < account.observedAt
}

# METADATA
# description: The account has been disabled, terminated or deleted.
ended(account) if {
	account.record.status in over
	not reading.unread(account.record, "status")
}

# METADATA
# description: Nothing tells whether the account can be used, or the credential works.
undecided(entry) if reading.untold(entry.record, "status")

# METADATA
# description: The credential works.
working(credential) if {
	credential.record.status == "active"
	not credential.expires
}

working(credential) if {
	credential.record.status == "active"
	credential.expires >= credential.observedAt
}

# METADATA
# description: Nothing tells whether the credential works, and its time has not run out.
perhaps_working(credential) if {
	undecided(credential)
	not credential.expires < credential.observedAt
}
