package entitlint.checks.annotations_test

import data.entitlint.checks.annotations
import future.keywords.not

_rule := {
	"id": "some-rule",
	"file": "some_rule.rego",
	"title": "Something is wrong",
	"description": "It is.",
	"remediation": "Mend it.",
	"reasons": {"inactive": "inactive"},
	"controls": ["NHI1:2025", "PR.AA-05", "AC-2(3)", "CIS 5.1", "A.5.16", "CC6.2", "AI GOVERN 1.6", "ZT tenet 6"],
	"false_positives": ["None."],
	"params": {"grace": {"type": "duration", "default": {"default": "PT60M", "batch": "P1D"}}},
	"literals": ["inactive"],
	"examples": true,
}

_problems_of(rule) := said if {
	said := {problem.msg | some problem in annotations.problems} with input as {"rules": [rule], "modules": []}
}

_said(patch) := _problems_of(object.union(_rule, patch))

test_complete_rule_is_clean if {
	_said({}) == set()
}

test_each_gap_is_named if {
	every case in [
		[{"description": "no sentence"}, "description has to be whole sentences"],
		[{"remediation": "no sentence"}, "remediation has to be whole sentences"],
		[{"title": "A title."}, "the title ends with a full stop"],
		[{"reasons": {"In Active": "inactive"}, "literals": []}, "the reason In Active or its class is not kebab-case"],
		[{"literals": ["deleted"]}, "the reason deleted is given and not declared"],
		[{"severities": {"low": {"gone": "It has gone."}}}, "the reason gone of the severity low is not declared"],
		[{"shared": {"uncorrelated": "nobody is linked"}}, "the shared reason uncorrelated is not declared"],
		[
			{"scope": "waiver", "leaves_valid": ["soon"]},
			"the reason soon that leaves a waiver valid is not declared",
		],
		[
			{"scope": "source", "leaves_valid": ["inactive"]},
			"only a rule about waivers can leave one valid",
		],
		[{"controls": []}, "no control is named"],
		[{"controls": ["NHI-02"]}, "the control NHI-02 has no known form"],
		[{"false_positives": []}, "no false positive is named"],
		[{"params": {"grace": {"default": "60"}}}, "the default of grace is no duration in ISO 8601"],
		[{"examples": false}, "it has no examples"],
	] {
		concat(": ", ["some-rule", case[1]]) in _said(case[0])
	}
}

test_rule_without_reasons_is_named if {
	rule := object.union(object.remove(_rule, ["reasons"]), {"reasons": {}, "literals": []})
	_problems_of(rule) == {"some-rule: no reason is declared"}
}

test_map_without_default_is_named if {
	rule := object.union(object.remove(_rule, ["params"]), {"params": {"grace": {
		"type": "duration",
		"default": {"batch": "P1D"},
	}}})
	_problems_of(rule) == {"some-rule: the map of grace has no `default`"}
}

test_single_default_is_checked_too if {
	rule := object.union(object.remove(_rule, ["params"]), {"params": {"grace": {"type": "duration", "default": "P7D"}}})
	_problems_of(rule) == set()
}

test_missing_import_is_named if {
	modules := [{"path": "a.rego", "imports": []}, {"path": "b.rego", "imports": ["future.keywords.not"]}]
	found := {"file": "a.rego", "msg": "`import future.keywords.not` is missing"}
	annotations.problems == {found} with input as {"rules": [], "modules": modules}
}
