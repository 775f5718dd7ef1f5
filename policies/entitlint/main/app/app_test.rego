package entitlint.main.app_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.app
import future.keywords.not

_finding := {"id": "app:crm", "app": "crm", "reason": "sample", "msg": "It is so."}

_rules(verdicts) := {"sample_rule": object.union({"deny": set(), "unknown": set()}, verdicts)}

test_document_is_echoed if {
	app.read == "app:crm" with input as fixture.app({})
}

test_finding_carries_its_rule if {
	expected := {object.union(_finding, {"rule": "sample-rule"})}
	app.deny == expected with input as fixture.app({})
		with data.estate as fixture.estate
		with data.entitlint.rules.app as _rules({"deny": {_finding}})
	app.unknown == expected with input as fixture.app({})
		with data.estate as fixture.estate
		with data.entitlint.rules.app as _rules({"unknown": {_finding}})
}

test_blind_rule_is_left_out if {
	blind := fixture.estate_with({"blind": {"sample-rule": {"crm": {"code": "denied", "text": "denied"}}}})
	rules := _rules({"deny": {_finding}, "unknown": {_finding}})
	app.deny == set() with input as fixture.app({}) with data.estate as blind with data.entitlint.rules.app as rules
	app.unknown == set() with input as fixture.app({}) with data.estate as blind with data.entitlint.rules.app as rules
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		app.unknown == {{
			"rule": "sample-rule",
			"id": "app:crm",
			"app": "crm",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as fixture.app({})
			with data.estate as fixture.estate
			with data.entitlint.rules.app as _rules({verdict: {{"msg": 7}}})
	}
}
