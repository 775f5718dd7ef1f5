# METADATA
# title: Groups that a directory fills
# description: Sorts those who are in one of two groups alone, that of an application and that of the directory it is filled from.
# schemas:
#   - input: schema.group
package entitlint.lib.filling

import data.entitlint.lib.limits
import data.entitlint.lib.status
import future.keywords.not

# METADATA
# description: The group of the directory in words.
source(entry) := concat("", [entry.name, " of ", entry.system]) if entry.name

else := entry.group

# METADATA
# description: The group itself in words.
here := concat("", [input.record.name, " of ", input.home])

# METADATA
# description: Somebody who differs for longer than the application's time to apply changes, and who is not there for emergencies.
settled(person, rule) if {
	not person.breakGlass
	not person.since > limits.cutoff(input.home, rule, "sla")
	not person.status in status.at_rest
}

# METADATA
# description: A number of people in words.
people(1) := "1 person"

people(number) := concat("", [format_int(number, 10), " people"]) if number != 1

# METADATA
# description: Five of them by name.
names(persons) := concat("", [concat(", ", array.slice([person.id | some person in persons], 0, 5)), _more(persons)])

_more(persons) := " and others" if count(persons) > 5

else := ""

# METADATA
# description: What is wrong with a group that gives something privileged is graver.
severity := "high" if input.privileged

else := "medium"
