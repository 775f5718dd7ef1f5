# METADATA
# title: Provisioning channels
# description: Parts that rules about channels share.
# schemas:
#   - input: schema.channel
#   - data.estate: schema.estate
package entitlint.lib.channel

import data.entitlint.lib.limits
import future.keywords.not

# METADATA
# description: |
#   The instant lies before the limit of a parameter, both at the time when the log was read and when the application was: the
#   older of the two readings knows no more than it could.
overdue(at, rule, param) if {
	at < limits.cutoff(input.app, rule, param)
	at < limits.cutoff(input.system, rule, param)
}

# METADATA
# description: The field was read of the channel's record; parts of an object are told one by one.
reads_channel(field) if _reads(input.read.channel, field)

# METADATA
# description: The field was read of events.
reads_event(field) if _reads(input.read.event, field)

_reads(names, field) if field in names

_reads(names, field) if {
	not field in names
	some name in names
	startswith(name, concat("", [field, "."]))
}

# METADATA
# description: A finding about the channel as a whole.
finding(reason, msg) := {"id": input.id, "app": input.app, "reason": reason, "msg": msg}

# METADATA
# description: The channel and where it leads to, in words.
name := concat("", [input.id, " to ", input.app])

# METADATA
# description: Operations that take access away, and so must not be late or lost.
taking := {"disable", "delete", "member-remove", "revoke"}

# METADATA
# description: A span of seconds in the words in which people say it.
span(seconds) := concat(" ", [format_int(floor(seconds / 86400), 10), "days"]) if seconds >= 172800

else := concat(" ", [format_int(floor(seconds / 3600), 10), "hours"]) if seconds >= 7200

else := concat(" ", [format_int(floor(seconds / 60), 10), "minutes"]) if seconds >= 120

else := concat(" ", [format_int(floor(seconds), 10), "seconds"])

# METADATA
# description: |
#   The value of a parameter for this channel: by its application, its tier, its mode, else `default`, where the parameter is a map.
param(rule, name) := value if {
	value := data.estate.params[rule][name]
	is_number(value)
}

else := value if {
	value := data.estate.params[rule][name][input.app]
}

else := value if {
	value := data.estate.params[rule][name][concat("", ["tier", format_int(input.tier, 10)])]
}

else := value if {
	value := data.estate.params[rule][name][input.record.mode]
}

else := value if {
	value := data.estate.params[rule][name]["default"]
}
