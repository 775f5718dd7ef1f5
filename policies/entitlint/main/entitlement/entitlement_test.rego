package entitlint.main.entitlement_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.entitlement
import future.keywords.not

_finding := {"id": "entitlement:crm/main/e1", "app": "crm", "reason": "sample", "msg": "It is so."}

_rules(verdicts) := {"sample_rule": object.union({"deny": set(), "unknown": set()}, verdicts)}

test_document_is_echoed if {
	entitlement.read == "entitlement:crm/main/e1" with input as fixture.entitlement({})
}

test_finding_carries_its_rule if {
	expected := {object.union(_finding, {"rule": "sample-rule"})}
	entitlement.deny == expected with input as fixture.entitlement({})
		with data.estate as fixture.estate
		with data.entitlint.rules.entitlement as _rules({"deny": {_finding}})
	entitlement.unknown == expected with input as fixture.entitlement({})
		with data.estate as fixture.estate
		with data.entitlint.rules.entitlement as _rules({"unknown": {_finding}})
}

test_blind_rule_is_left_out if {
	blind := fixture.estate_with({"blind": {"sample-rule": {"crm": {"code": "denied", "text": "denied"}}}})
	rules := _rules({"deny": {_finding}, "unknown": {_finding}})
	entitlement.deny == set() with input as fixture.entitlement({}) with data.estate as blind with data.entitlint.rules.entitlement as rules
	entitlement.unknown == set() with input as fixture.entitlement({}) with data.estate as blind with data.entitlint.rules.entitlement as rules
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		entitlement.unknown == {{
			"rule": "sample-rule",
			"id": "entitlement:crm/main/e1",
			"app": "crm",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as fixture.entitlement({})
			with data.estate as fixture.estate
			with data.entitlint.rules.entitlement as _rules({verdict: {{"msg": 7}}})
	}
}
