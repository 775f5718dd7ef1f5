# METADATA
# title: What the METADATA of a rule has to say
# description: |
#   Lints rules by their METADATA, as the engine has read it. The input has `rules` (with `file`, the `reasons` that stand in
#   the rule's text as literals, and whether it has `examples`) and `modules` (every Rego file with its imports).
package entitlint.checks.annotations

import future.keywords.not

_control := `^(NHI([1-9]|10):2025|(GV|ID|PR|DE|RS|RC)\.[A-Z]{2}-[0-9]{2}|[A-Z]{2}-[0-9]+(\([0-9]+\))?|CIS [0-9]+\.[0-9]+|A\.[5-8]\.[0-9]+|CC[1-9]\.[0-9]|AI (GOVERN|MAP|MEASURE|MANAGE) [0-9]\.[0-9]+|ZT tenet [1-7]|PEP)$`

_duration := `^P([0-9]+W|([0-9]+D)?(T([0-9]+H)?([0-9]+M)?([0-9]+S)?)?)$`

_kebab := `^[a-z0-9]+(-[a-z0-9]+)*$`

_prose := ["description", "remediation"]

problems contains _problem(rule, concat("", [field, " has to be whole sentences"])) if {
	some rule in input.rules
	some field in _prose
	not endswith(trim_space(rule[field]), ".")
}

problems contains _problem(rule, "the title ends with a full stop") if {
	some rule in input.rules
	endswith(rule.title, ".")
}

problems contains _problem(rule, "no reason is declared") if {
	some rule in input.rules
	count(rule.reasons) == 0
}

problems contains _problem(rule, concat("", ["the reason ", text, " or its class is not kebab-case"])) if {
	some rule in input.rules
	some reason, class in rule.reasons
	some text in [reason, class]
	not regex.match(_kebab, text)
}

problems contains _problem(rule, concat("", ["the reason ", reason, " is given and not declared"])) if {
	some rule in input.rules
	some reason in rule.literals
	not rule.reasons[reason]
}

problems contains _problem(rule, concat("", ["the reason ", reason, " of the severity ", severity, " is not declared"])) if {
	some rule in input.rules
	some severity, words in rule.severities
	is_object(words)
	some reason, _ in words
	not rule.reasons[reason]
}

problems contains _problem(rule, concat("", ["the shared reason ", reason, " is not declared"])) if {
	some rule in input.rules
	some reason, _ in rule.shared
	not rule.reasons[reason]
}

problems contains _problem(rule, concat("", ["the reason ", reason, " that leaves a waiver valid is not declared"])) if {
	some rule in input.rules
	some reason in rule.leaves_valid
	not rule.reasons[reason]
}

problems contains _problem(rule, "only a rule about waivers can leave one valid") if {
	some rule in input.rules
	count(rule.leaves_valid) > 0
	rule.scope != "waiver"
}

problems contains _problem(rule, "no control is named") if {
	some rule in input.rules
	count(rule.controls) == 0
}

problems contains _problem(rule, concat("", ["the control ", control, " has no known form"])) if {
	some rule in input.rules
	some control in rule.controls
	not regex.match(_control, control)
}

problems contains _problem(rule, "no false positive is named") if {
	some rule in input.rules
	count(rule.false_positives) == 0
}

problems contains _problem(rule, concat("", ["the default of ", name, " is no duration in ISO 8601"])) if {
	some rule in input.rules
	some name, param in rule.params
	param.type == "duration"
	some text in _values(param.default)
	not regex.match(_duration, text)
}

problems contains _problem(rule, concat("", ["the map of ", name, " has no `default`"])) if {
	some rule in input.rules
	some name, param in rule.params
	is_object(param.default)
	not param.default["default"]
}

problems contains _problem(rule, "it has no examples") if {
	some rule in input.rules
	not rule.examples == true
}

problems contains {"file": module.path, "msg": "`import future.keywords.not` is missing"} if {
	some module in input.modules
	not "future.keywords.not" in module.imports
}

_values(value) := [value] if is_string(value)

_values(value) := [text | some text in value] if is_object(value)

_problem(rule, text) := {"file": rule.file, "msg": concat(": ", [rule.id, text])}
