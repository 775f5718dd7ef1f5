package entitlint.main.subject_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.main.subject
import future.keywords.not

_document := fixture.subject({"unmatched": true, "accounts": [fixture.account({"link": {"situation": "unmatched"}})]})

_doubtful := fixture.subject({"unmatched": true, "accounts": [fixture.account({
	"record": {"status": "unknown"},
	"link": {"situation": "unmatched"},
})]})

_blind := fixture.estate_with({"blind": {"orphan-account": {"crm": {"code": "denied", "text": "denied"}}}})

_orphans(findings) := {finding | some finding in findings; finding.rule == "orphan-account"}

test_document_is_echoed if {
	subject.read == "identity:hr/main/7" with input as _document
}

test_finding_carries_its_rule if {
	_orphans(subject.deny) == {{
		"rule": "orphan-account",
		"id": "account:crm/main/a7",
		"app": "crm",
		"reason": "app",
		"account": "account:crm/main/a7",
		"msg": "account:crm/main/a7 can be used and matches no identity.",
	}} with input as _document
		with data.estate as fixture.estate
}

test_blind_rule_is_left_out if {
	_orphans(subject.deny) == set() with input as _document with data.estate as _blind
	_orphans(subject.unknown) == set() with input as _doubtful with data.estate as _blind
	count(_orphans(subject.unknown)) == 1 with input as _doubtful with data.estate as fixture.estate
}

test_what_is_no_finding_becomes_unknown if {
	every verdict in ["deny", "unknown"] {
		rules := {"sample_rule": object.union({"deny": set(), "unknown": set()}, {verdict: {"just a text"}})}
		subject.deny == set() with input as _document with data.estate as fixture.estate
			with data.entitlint.rules.subject as rules
		subject.unknown == {{
			"rule": "sample-rule",
			"id": "identity:hr/main/7",
			"app": "hr",
			"reason": "malformed",
			"msg": "The rule gave something that is no finding: each needs the texts msg, id, app, reason.",
		}} with input as _document with data.estate as fixture.estate with data.entitlint.rules.subject as rules
	}
}

test_figure_carries_its_name if {
	figures := {"sample_figure": {"entry": {{"app": "crm", "state": "here"}}}}
	subject.figures == {{"figure": "sample-figure", "app": "crm", "state": "here"}} with input as _document
		with data.entitlint.figures.subject as figures
}
