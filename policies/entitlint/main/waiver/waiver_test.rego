package entitlint.main.waiver_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.waiver
import future.keywords.not

_document := fixture.waiver({"rule": {"id": "orphan-acount", "known": false}})

_finding := {
	"rule": "waiver-invalid",
	"id": "waiver:w-1",
	"app": "access",
	"reason": "unknown-rule",
	"msg": "waiver:w-1 waives nothing: there is no rule orphan-acount.",
}

test_document_is_echoed if {
	waiver.read == "waiver:w-1" with input as _document
}

test_finding_carries_its_rule if {
	waiver.deny == {_finding} with input as _document with data.estate as fixture.estate
	waiver.unknown == set() with input as _document with data.estate as fixture.estate
}

test_blind_rule_is_left_out if {
	blind := fixture.estate_with({"blind": {"waiver-invalid": {"access": {"code": "denied", "text": "denied"}}}})
	waiver.deny == set() with input as _document with data.estate as blind
}

test_unknown_of_a_rule_carries_its_rule if {
	finding := {"id": "waiver:w-1", "app": "access", "reason": "doubt", "msg": "It is not known."}
	rules := {"sample_rule": {"deny": set(), "unknown": {finding}}}
	waiver.unknown == {object.union(finding, {"rule": "sample-rule"})} with input as _document
		with data.estate as fixture.estate
		with data.entitlint.rules.waiver as rules
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		rules := {"sample_rule": object.union({"deny": set(), "unknown": set()}, {verdict: {{"msg": 7}}})}
		waiver.unknown == {{
			"rule": "sample-rule",
			"id": "waiver:w-1",
			"app": "access",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as _document with data.estate as fixture.estate with data.entitlint.rules.waiver as rules
	}
}
