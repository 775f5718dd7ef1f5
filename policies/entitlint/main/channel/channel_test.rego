package entitlint.main.channel_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.channel
import future.keywords.not

_document := fixture.channel({"record": {"jobState": "quarantine"}})

_denied := {"crm": {"code": "denied", "text": "denied"}}

# The document tells of no comparison, which another rule finds.
_estate := fixture.estate_with({"blind": {"sync-reconcile-overdue": _denied}})

test_document_is_echoed if {
	channel.read == "channel:prov/main/crm" with input as _document
}

test_finding_carries_its_rule if {
	channel.deny == {{
		"rule": "sync-job-unhealthy",
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "quarantine",
		"severity": "high",
		"msg": "The job of channel:prov/main/crm to crm is in quarantine.",
	}} with input as _document
		with data.estate as _estate
	channel.unknown == set() with input as _document with data.estate as _estate
}

test_blind_rule_is_left_out if {
	blind := fixture.estate_with({"blind": {"sync-job-unhealthy": _denied, "sync-reconcile-overdue": _denied}})
	channel.deny == set() with input as _document with data.estate as blind
}

test_unknown_of_a_rule_carries_its_rule if {
	finding := {"id": "channel:prov/main/crm", "app": "crm", "reason": "doubt", "msg": "It is not known."}
	rules := {"sample_rule": {"deny": set(), "unknown": {finding}}}
	channel.unknown == {object.union(finding, {"rule": "sample-rule"})} with input as _document
		with data.estate as fixture.estate
		with data.entitlint.rules.channel as rules
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		rules := {"sample_rule": object.union({"deny": set(), "unknown": set()}, {verdict: {{"msg": 7}}})}
		channel.unknown == {{
			"rule": "sample-rule",
			"id": "channel:prov/main/crm",
			"app": "crm",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as _document with data.estate as fixture.estate with data.entitlint.rules.channel as rules
	}
}
