# METADATA
# title: Accounts that nobody active stands behind
# description: Joins how an account found its subject with the state of that subject.
# schemas:
#   - input: schema.subject
package entitlint.lib.lapse

import data.entitlint.lib.lifecycle
import data.entitlint.lib.status
import future.keywords.not

_one_subject := {"linked", "unlinked"}

# METADATA
# description: |
#   Why nobody active stands behind the account: `deleted` or `inactive` for a subject that has gone, `none` when there is no
#   record of anybody. Undefined where somebody is active, where that cannot be told, and where two could be meant.
reason(account) := "deleted" if account.link.situation == "deleted"

else := "none" if {
	lifecycle.state == "none"
	account.link.situation in {"linked", "unmatched"}
}

else := lifecycle.reason if account.link.situation in _one_subject

# METADATA
# description: The reason has held since before the cutoff. For `none` the age of the account counts, where it is known.
overdue(account, "none", cutoff) if account.created < cutoff

overdue(account, "none", _) if not account.created

# An identity that is gone was deleted some time after it was last seen; nothing tells more, and silence would hide it.
overdue(account, "deleted", cutoff) if {
	account.link.situation == "deleted"
	max([gone.lastSeen | some gone in account.link.gone]) < cutoff
}

overdue(account, "deleted", _) if {
	account.link.situation == "deleted"
	not account.link.gone
}

overdue(account, why, cutoff) if {
	account.link.situation in _one_subject
	why in {"inactive", "deleted"}
	lifecycle.overdue(cutoff)
}

# METADATA
# description: |
#   Since when at least nobody active stands behind the account, as `exposure.lasting` asks for it; empty where that is not known.
lasting(account) := {"at": last, "text": concat(" ", ["some time after", last]), "kind": "after"} if {
	account.link.situation == "deleted"
	last := max([gone.lastSeen | some gone in account.link.gone])
}

else := lifecycle.lasting if account.link.situation in _one_subject

else := {}

# METADATA
# description: |
#   Why it cannot be told whether somebody active stands behind an account that lets people in: `disputed`, `weak`, `subject-unknown`,
#   `since-unread`, or `account-unknown` where the account's own status is what is missing.
doubt(account) := "disputed" if {
	account.link.situation == "disputed"
	_lets_in_perhaps(account)
}

else := "weak" if {
	lifecycle.state == "none"
	account.link.situation == "unlinked"
	_lets_in_perhaps(account)
}

else := "subject-unknown" if {
	lifecycle.state == "unknown"
	account.link.situation in _one_subject
	_lets_in_perhaps(account)
}

else := "account-unknown" if {
	reason(account)
	status.undecided(account)
}

else := "since-unread" if {
	lifecycle.change.kind == "unread"
	lifecycle.state == "inactive"
	account.link.situation in _one_subject
	status.usable(account)
}

_lets_in_perhaps(account) if status.usable(account)

_lets_in_perhaps(account) if status.undecided(account)

# METADATA
# description: What a doubt means, in words.
doubt_text := {
	"weak": "only a weak key leads from the account to an identity",
	"disputed": "the account matches more than one identity",
	"subject-unknown": "the status of its subject is not known",
	"since-unread": "since when its subject is inactive could not be read",
	"account-unknown": "the status of the account is not known",
}

# METADATA
# description: What a reason means, in words.
reason_text(account, "deleted") := concat("", [
	"belongs to ",
	concat(" or ", [_gone_text(gone) | some gone in account.link.gone]),
	", deleted since",
]) if {
	account.link.situation == "deleted"
	account.link.gone
}

reason_text(account, "deleted") := "belongs to an identity that was deleted" if {
	account.link.situation == "deleted"
	not account.link.gone
}

reason_text(account, "deleted") := concat(" ", ["belongs to an identity deleted", lifecycle.since]) if {
	account.link.situation in _one_subject
}

reason_text(_, "inactive") := concat("", ["belongs to somebody inactive ", lifecycle.since, lifecycle.return_text])

reason_text(_, "none") := "matches no identity and no registered machine"

_gone_text(gone) := concat("", [gone.id, _called(gone), ", last seen ", gone.lastSeen])

_called(gone) := concat("", [" (", gone.userName, ")"]) if gone.userName

else := ""

# METADATA
# description: The identity that is no longer there, to which the account belonged; empty where nobody is remembered.
default about(_) := {}

about(account) := {"identity": account.link.gone[0].id}
