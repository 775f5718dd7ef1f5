# METADATA
# title: What was decided
# description: |
#   Tells access that somebody decided from access that is only there. Roles decide, lines of a format of one's own, and what an
#   application's mode says of the rest.
# schemas:
#   - input: schema.subject
#   - data.estate: schema.estate
package entitlint.lib.decided

import data.entitlint.lib.lifecycle
import data.entitlint.lib.limits
import data.entitlint.lib.status
import future.keywords.not

# METADATA
# description: The subject may still be here, so that what it holds is held against roles; of leavers other rules tell.
default concerned := false

concerned if lifecycle.state in {"active", "unknown"}

# METADATA
# description: Whoever has not started yet, or is away, is missed by nobody.
is_at_work if {
	lifecycle.state == "active"
	some entry in lifecycle.deciding
	entry.record.status in status.in_use
}

is_at_work if {
	lifecycle.state == "active"
	input.registry
}

# METADATA
# description: |
#   What a birthright role gives in an application in which the subject has no account at all, so that the account is what is
#   missing: told by `joiner-timing`, wherever that can be judged.
told_as_newcomer(entry) if {
	entry.birthright
	not entry.system in _systems
	not limits.blind("joiner-timing", entry.system)
}

_systems := {account.app | some account in input.accounts}

# METADATA
# description: The grant gives something at the instant given, and no other grant takes it away.
works(grant, at) if {
	grant.record.effect == "allow"
	not grant.denied
	not grant.record.window.from > at
	not grant.record.window.to < at
	not grant.expires < at
}

# METADATA
# description: It was observed, and neither a role nor a line of another format gives it; nor does it follow from something further up.
stray(entry) if {
	entry.observed
	not entry.declared
	not entry.byParent
}

# METADATA
# description: The mode of its application says that nobody holds such a thing without a role.
judged(entry) if data.estate.apps[entry.system].mode == "exhaustive"

judged(entry) if {
	data.estate.apps[entry.system].mode == "listed"
	entry.listed
}

# METADATA
# description: Roles decide about such things at all, whatever the mode says of what they leave out.
governed(entry) if data.estate.apps[entry.system].mode == "exhaustive"

governed(entry) if entry.listed

# METADATA
# description: A role gives it to people whom nothing tells, so it cannot be said whose it is.
unsettled(entry) if entry.unsettled

# METADATA
# description: How else the subject holds the same, in words; empty where there is no other way.
ways(grant) := concat("", [" (and in ", format_int(grant.otherWays, 10), " other ways)"]) if grant.otherWays > 1

else := " (and in another way)" if grant.otherWays == 1

else := ""

# METADATA
# description: The line in Git, in words.
line(entry) := concat("", [entry.declared.file, ":", format_int(entry.declared.line, 10)])
