package entitlint.rules.source.snapshot_integrity_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.source.snapshot_integrity as rule
import future.keywords.not

_fault(reason) := {
	"reason": reason,
	"kind": "account",
	"object": "snapshots/okta/account.ndjson",
	"detail": "something is wrong",
}

_with(faults, count) := fixture.source({"faults": faults, "faultCount": count})

_finding(reason, severity) := {
	"id": "snapshots/okta/account.ndjson",
	"app": "okta",
	"reason": reason,
	"severity": severity,
	"msg": "snapshots/okta/account.ndjson (account of okta): something is wrong",
}

test_whole_source_is_clean if {
	rule.deny == set() with input as _with([], 0) with data.estate as fixture.estate
}

test_each_fault_has_its_severity if {
	every reason, severity in {
		"altered": "critical",
		"missing": "critical",
		"unlisted": "critical",
		"invalid": "critical",
		"duplicate": "high",
		"count": "high",
		"dangling": "medium",
		"cycle": "low",
	} {
		rule.deny == {_finding(reason, severity)} with input as _with([_fault(reason)], 1)
			with data.estate as fixture.estate
	}
}

test_faults_beyond_the_list_are_counted if {
	rule.deny == {
		_finding("dangling", "medium"),
		{
			"id": "source:okta",
			"app": "okta",
			"reason": "more",
			"severity": "high",
			"msg": "okta has 12 more faults than are listed.",
		},
	} with input as _with([_fault("dangling")], 13)
		with data.estate as fixture.estate
}
