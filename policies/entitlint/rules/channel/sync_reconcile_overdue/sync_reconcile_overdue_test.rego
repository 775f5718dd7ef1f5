package entitlint.rules.channel.sync_reconcile_overdue_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.channel.sync_reconcile_overdue as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"sync-reconcile-overdue": {"period": {
	"default": 604800,
	"tier1": 86400,
	"manual": 2592000,
}}}})

_last := {"endedAt": "2026-11-21T08:00:00Z", "outcome": "complete", "scanned": 40}

_compared(last, patch) := fixture.channel(object.union(
	{"accounts": 40, "record": {"lastReconcile": object.union(_last, last)}},
	patch,
))

_finding(reason, words) := {
	"id": "channel:prov/main/crm",
	"app": "crm",
	"reason": reason,
	"msg": concat("", ["crm ", words, " (channel:prov/main/crm)."]),
}

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_comparison_of_yesterday_is_clean if _none(_compared({}, {}))

test_comparison_too_long_ago_violates if {
	late := _finding("overdue", "was compared in full at 2026-11-15T07:59:59Z, for the last time")
	rule.deny == {late} with input as _compared({"endedAt": "2026-11-15T07:59:59Z"}, {}) with data.estate as _estate
	_none(_compared({"endedAt": "2026-11-15T08:00:00Z"}, {}))
}

test_tier_one_has_a_day_and_is_high if {
	words := "was compared in full at 2026-11-21T07:59:59Z, for the last time"
	rule.deny == {object.union(_finding("overdue", words), {"severity": "high"})} with input as _compared(
		{"endedAt": "2026-11-21T07:59:59Z"},
		{"tier": 1},
	)
		with data.estate as _estate
	_none(_compared({}, {"tier": 1}))
}

test_manual_has_a_month if _none(_compared({"endedAt": "2026-10-23T08:00:00Z"}, {"record": {"mode": "manual"}}))

test_never_compared_violates if {
	rule.deny == {_finding("never", "has never been compared in full")} with input as fixture.channel({})
		with data.estate as _estate
}

test_job_that_runs_is_to_be_compared_even_without_accounts if {
	rule.deny == {_finding("never", "has never been compared in full")} with input as fixture.channel({"accounts": 0})
		with data.estate as _estate
}

test_channel_without_record_is_not_judged if _none(object.remove(fixture.channel({}), ["record"]))

test_comparison_that_broke_off_violates if {
	every outcome in ["partial", "failed"] {
		words := concat("", ["was compared at 2026-11-21T08:00:00Z, and not to the end (", outcome, ")"])
		rule.deny == {_finding("incomplete", words)} with input as _compared({"outcome": outcome}, {})
			with data.estate as _estate
	}
}

test_accounts_left_out_violate if {
	words := "was compared at 2026-11-21T08:00:00Z, but of its 40 accounts only 39"
	rule.deny == {_finding("uncovered", words)} with input as _compared({"scanned": 39}, {}) with data.estate as _estate
}

test_accounts_that_come_by_themselves_are_not_compared if {
	every mode in ["jit", "none"] {
		_none(fixture.channel({"record": {"mode": mode}}))
	}
}

test_job_that_is_done_with_is_clean if _none(fixture.channel({"accounts": 0, "record": {"jobState": "disabled"}}))

test_outcome_that_is_not_told_is_unknown if {
	document := _compared({"outcome": "unknown"}, {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {{
		"id": "channel:prov/main/crm",
		"app": "crm",
		"reason": "outcome-unknown",
		"msg": concat("", [
			"Whether the comparison of crm at 2026-11-21T08:00:00Z came to its end cannot be judged: ",
			"its outcome is not told (channel:prov/main/crm).",
		]),
	}} with input as document with data.estate as _estate
}

test_outcome_matters_only_where_there_is_no_more_to_say if {
	_none(_compared({"outcome": "unknown"}, {"record": {"mode": "jit"}}))
	late := _compared({"outcome": "unknown", "endedAt": "2026-11-15T07:59:59Z"}, {})
	count(rule.deny) == 1 with input as late with data.estate as _estate
	rule.unknown == set() with input as late with data.estate as _estate
}
