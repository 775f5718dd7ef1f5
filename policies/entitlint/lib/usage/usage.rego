# METADATA
# title: When something was last used
# description: |
#   Compares last uses with instants. A use that is told by the day lies somewhere between two instants; what is said of it holds
#   for the whole of that time.
package entitlint.lib.usage

import data.entitlint.lib.instants
import future.keywords.not

# METADATA
# description: The use lies no earlier than this.
earliest(activity) := activity.usedFrom if activity.usedFrom

else := activity.used

# METADATA
# description: It was used more than so many seconds after the instant, wherever in its day the use lies.
after(activity, instant, skew) if {
	from := earliest(activity)
	from > instant
	instants.seconds(from) - instants.seconds(instant) > skew
}

# METADATA
# description: Its source tells real uses, and how exactly.
certain(activity) if {
	not activity.includesFailures
	not activity.granularity == "unknown"
}

# METADATA
# description: When it was used, in words.
earliest_text(activity) := concat(" ", ["on or after", activity.usedFrom]) if activity.usedFrom

else := concat(" ", ["at", activity.used])

# METADATA
# description: It has not been used since before the cutoff, however its source's day is taken.
idle(activity, cutoff) if activity.used < cutoff
