# METADATA
# title: Patterns of names
# description: |
#   Compares names with patterns in which up to two stars stand for any text. The built-in for globs would make the compiled
#   policies a quarter larger, and takes three times as long.
package entitlint.lib.pattern

import future.keywords.not

# METADATA
# description: The name is what the pattern says; upper and lower case are one.
matches(name, pattern) if _fits(lower(name), split(lower(pattern), "*"))

_fits(name, [whole]) if name == whole

_fits(name, [before, after]) if _between(name, before, after)

_fits(name, [before, middle, after]) if contains(_between(name, before, after), middle)

# What is left when the beginning and the end are taken away, which do not overlap.
_between(name, before, after) := substring(name, count(before), left) if {
	startswith(name, before)
	endswith(name, after)
	left := (count(name) - count(before)) - count(after)
	left >= 0
}
