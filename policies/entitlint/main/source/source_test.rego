package entitlint.main.source_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.source
import future.keywords.not

_document := fixture.source({
	"faults": [{"reason": "cycle", "kind": "group", "object": "group:okta/main/g1", "detail": "contains itself"}],
	"faultCount": 1,
})

test_document_is_echoed if {
	source.read == "source:okta" with input as _document
}

test_finding_carries_its_rule if {
	source.deny == {{
		"rule": "snapshot-integrity",
		"id": "group:okta/main/g1",
		"app": "okta",
		"reason": "cycle",
		"severity": "low",
		"msg": "group:okta/main/g1 (group of okta): contains itself",
	}} with input as _document
		with data.estate as fixture.estate
	source.unknown == set() with input as _document with data.estate as fixture.estate
}

test_blind_rule_is_left_out if {
	blind := fixture.estate_with({"blind": {"snapshot-integrity": {"okta": {"code": "denied", "text": "denied"}}}})
	source.deny == set() with input as _document with data.estate as blind
}

test_unknown_of_a_rule_carries_its_rule if {
	finding := {"id": "source:okta", "app": "okta", "reason": "doubt", "msg": "It is not known."}
	rules := {"sample_rule": {"deny": set(), "unknown": {finding}}}
	source.unknown == {object.union(finding, {"rule": "sample-rule"})} with input as _document
		with data.estate as fixture.estate
		with data.entitlint.rules.source as rules
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		rules := {"sample_rule": object.union({"deny": set(), "unknown": set()}, {verdict: {{"msg": 7}}})}
		source.unknown == {{
			"rule": "sample-rule",
			"id": "source:okta",
			"app": "okta",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as _document with data.estate as fixture.estate with data.entitlint.rules.source as rules
	}
}
