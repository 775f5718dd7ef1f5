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
import future.keywords.not

# METADATA
# description: The subject may still be here, so that what it holds is held against roles; of leavers other rules tell.
default concerned := false

concerned if lifecycle.state in {"active", "unknown"}

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
