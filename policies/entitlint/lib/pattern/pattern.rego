# METADATA
# title: Patterns of names
# description: |
#   Compares names with patterns of which one star stands for any text. The built-in for globs would make the compiled
#   policies half as large again.
package entitlint.lib.pattern

import future.keywords.not

# METADATA
# description: The name, in lower case, is what the pattern says, whose case does not matter either.
matches(name, pattern) if lower(name) == lower(pattern)

matches(name, pattern) if {
	[before, after] := split(lower(pattern), "*")
	startswith(lower(name), before)
	endswith(lower(name), after)
	count(name) >= count(before) + count(after)
}
