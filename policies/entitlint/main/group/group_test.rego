package entitlint.main.group_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.group
import future.keywords.not

_finding := {"id": "group:crm/main/g1", "app": "crm", "reason": "sample", "msg": "It is so."}

_rules(verdicts) := {"sample_rule": object.union({"deny": set(), "unknown": set()}, verdicts)}

test_document_is_echoed if {
	group.read == "group:crm/main/g1" with input as fixture.group({})
}

test_finding_carries_its_rule if {
	expected := {object.union(_finding, {"rule": "sample-rule"})}
	group.deny == expected with input as fixture.group({})
		with data.estate as fixture.estate
		with data.entitlint.rules.group as _rules({"deny": {_finding}})
	group.unknown == expected with input as fixture.group({})
		with data.estate as fixture.estate
		with data.entitlint.rules.group as _rules({"unknown": {_finding}})
}

test_blind_rule_is_left_out if {
	blind := fixture.estate_with({"blind": {"sample-rule": {"crm": {"code": "denied", "text": "denied"}}}})
	rules := _rules({"deny": {_finding}, "unknown": {_finding}})
	group.deny == set() with input as fixture.group({}) with data.estate as blind with data.entitlint.rules.group as rules
	group.unknown == set() with input as fixture.group({}) with data.estate as blind with data.entitlint.rules.group as rules
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		group.unknown == {{
			"rule": "sample-rule",
			"id": "group:crm/main/g1",
			"app": "crm",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as fixture.group({})
			with data.estate as fixture.estate
			with data.entitlint.rules.group as _rules({verdict: {{"msg": 7}}})
	}
}
