# METADATA
# title: Limits in time
# description: Looks up the instants that the engine has worked out for each system, rule and parameter.
# schemas:
#   - data.estate: schema.estate
package entitlint.lib.limits

import future.keywords.not

# METADATA
# description: |
#   The instant before which something is older than the parameter allows. Where the system has none of its own (a machine that
#   only the registry knows), the earliest of all systems; where there is none at all, the instant judged at, because a
#   missing limit must not pass for compliance.
cutoff(system, rule, param) := cutoffs[system][rule][param] if {
	cutoffs := data.estate.cutoffs
	cutoffs[system][rule][param]
}

else := earliest if {
	earliest := min([of_rule[param] | of_rule := data.estate.cutoffs[_][rule]])
}

else := data.estate.run.now if {
	data.estate.run
}

# METADATA
# description: |
#   The number that a parameter is for an application. Where it is a map: by the application's id, its tier (`tier1`), its channel, its
#   mode, else `default`.
number(app, rule, param) := value if {
	value := data.estate.params[rule][param]
	is_number(value)
}

else := [numbers[key] | some key in _keys_of(app); numbers[key]][0] if {
	numbers := data.estate.params[rule][param]
}

_keys_of(app) := [app, concat("", ["tier", format_int(known.tier, 10)]), known.channel, known.mode, "default"] if {
	known := data.estate.apps[app]
}

else := [app, "default"]

# METADATA
# description: The rule cannot be judged for this application or system.
blind(rule, app) if data.estate.blind[rule][app]

# METADATA
# description: Whether disabling an account stops its keys and sessions; `no` where nobody declared it.
default blocks_use(_) := "no"

blocks_use(app) := data.estate.apps[app].deactivationBlocksUse
