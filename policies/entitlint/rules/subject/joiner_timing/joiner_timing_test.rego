package entitlint.rules.subject.joiner_timing_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.joiner_timing as rule
import future.keywords.not

# A day before what is judged, so that the lead and the time to make an account are a day.
_estate := fixture.estate_with({"cutoffs": {system: {
	"joiner-timing": {"lead": "2026-11-21T08:00:00Z", "sla": "2026-11-21T08:00:00Z"},
} |
	some system in ["hr", "okta", "crm"]
}})

_early := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "early",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": concat("", [
		"account:crm/main/a7 can be used, and identity:hr/main/7 does not start before 2026-12-01T00:00:00Z.",
	]),
}

_of(worker, account) := fixture.subject({
	"identities": [fixture.worker(object.union({"starts": "2026-12-01T00:00:00Z"}, worker))],
	"accounts": [fixture.account(account)],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_an_account_before_the_first_day_violates if {
	rule.deny == {_early} with input as _of({}, {}) with data.estate as _estate
	rule.deny == {_early} with input as _of({"record": {"status": "staged"}}, {}) with data.estate as _estate
}

test_a_day_before_is_in_time if {
	_clean(_of({"starts": "2026-11-23T08:00:00Z"}, {}))
	count(rule.deny) == 1 with input as _of({"starts": "2026-11-23T08:00:01Z"}, {}) with data.estate as _estate
}

test_an_application_may_prepare_earlier if {
	agreed := object.union(_estate, {"cutoffs": {"crm": {"joiner-timing": {"lead": "2026-11-08T08:00:00Z"}}}})
	rule.deny == set() with input as _of({}, {}) with data.estate as agreed
}

test_an_account_that_cannot_be_used_yet_is_clean if {
	every status in ["staged", "disabled", "suspended", "invited"] {
		_clean(_of({}, {"record": {"status": status}}))
	}
}

test_an_unknown_status_before_the_first_day_is_unknown if {
	document := _of({}, {"record": {"status": "unknown"}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_early, ["identity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7 can be used before 2026-12-01T00:00:00Z, when identity:hr/main/7 starts, ",
			"cannot be judged: its status is not known.",
		]),
	})} with input as document
		with data.estate as _estate
	_clean(_of({"starts": "2026-11-23T08:00:00Z"}, {"record": {"status": "unknown"}}))
	_clean(_of({"record": {"status": "terminated"}}, {"record": {"status": "unknown"}}))
}

test_a_second_contract_is_no_first_day if {
	document := object.union(_of({}, {}), {"identities": [
		fixture.worker({"starts": "2026-12-01T00:00:00Z"}),
		fixture.worker({"record": {"id": "identity:hr/main/3"}}),
	]})
	_clean(document)
}

_rehired := {"identities": [
	fixture.worker({"record": {"id": "identity:hr/main/3"}, "ends": "2024-03-31T23:59:59Z"}),
	fixture.worker({"starts": "2026-12-01T00:00:00Z"}),
]}

_leading(gap) := object.union(_estate, {"params": {"joiner-timing": {"lead": {"default": 86400, "mail": 1209600}, "gap": gap}}})

test_where_only_another_application_prepares_that_early_whoever_comes_back_is_early_too if {
	document := object.union(_of({}, {}), _rehired)
	rule.deny == {object.union(_early, {"identity": "identity:hr/main/3"})} with input as document
		with data.estate as _leading(1209600)
	rule.deny == set() with input as document with data.estate as _leading(315360000)
}

test_of_whoever_counts_as_gone_the_rules_about_leavers_tell if {
	_clean(object.union(_of({}, {}), _rehired))
}

test_whoever_never_comes_is_no_newcomer if {
	_clean(_of({"record": {"status": "terminated"}}, {}))
}

test_machines_have_no_first_day if {
	_clean(object.union(_of({}, {}), {"kind": "service"}))
	_clean(object.union(_of({}, {"record": {"status": "unknown"}}), {"kind": "service"}))
}

test_nobody_on_record_has_no_first_day if {
	_clean(fixture.subject({"accounts": [fixture.account({})]}))
}

test_a_start_that_could_not_be_read_is_unknown if {
	document := fixture.subject({
		"identities": [fixture.worker({"record": {"unknown": ["startDate"]}})],
		"accounts": [fixture.account({})],
	})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_early, ["identity"]), {
		"reason": "start-unread",
		"msg": concat("", [
			"Whether account:crm/main/a7 can be used too early cannot be judged: ",
			"when identity:hr/main/7 starts could not be read.",
		]),
	})} with input as document
		with data.estate as _estate
}

_right := {
	"id": "identity:hr/main/7/entitlement:crm/main/e1",
	"kind": "entitlement",
	"target": "entitlement:crm/main/e1",
	"system": "crm",
	"name": "role/editor",
	"role": "sales",
	"by": "selector",
	"birthright": true,
	"declared": {"file": "access/roles/sales.yaml", "line": 5},
	"since": "2026-11-20T08:00:00Z",
}

_newcomer(entries, more) := fixture.subject(object.union({"identities": [fixture.worker({})], "expected": entries}, more))

_missing := {
	"id": "identity:hr/main/7/entitlement:crm/main/e1",
	"app": "crm",
	"reason": "missing",
	"severity": "low",
	"identity": "identity:hr/main/7",
	"msg": concat("", [
		"identity:hr/main/7 has no account in crm, where the birthright role sales gives them role/editor ",
		"since 2026-11-20T08:00:00Z.",
	]),
}

test_no_account_where_a_birthright_gives_something_violates if {
	rule.deny == {_missing} with input as _newcomer([_right], {}) with data.estate as _estate
}

test_several_things_in_one_application_are_one_account if {
	other := object.union(_right, {"id": "identity:hr/main/7/entitlement:crm/main/e2", "name": "role/reader"})
	rule.deny == {_missing} with input as _newcomer([other, _right], {}) with data.estate as _estate
}

test_exactly_at_the_limit_is_in_time if {
	_clean(_newcomer([object.union(_right, {"since": "2026-11-21T08:00:00Z"})], {}))
	count(rule.deny) == 1 with input as _newcomer([object.union(_right, {"since": "2026-11-21T07:59:59Z"})], {})
		with data.estate as _estate
}

test_what_is_no_birthright_is_missed_by_nobody if {
	_clean(_newcomer([object.remove(_right, ["birthright"])], {}))
}

test_with_an_account_it_is_no_matter_of_joining if {
	_clean(_newcomer([_right], {"accounts": [fixture.account({"record": {"status": "disabled"}})]}))
}

test_whoever_is_away_or_gone_is_missed_by_nobody if {
	every status in ["leave", "staged", "terminated", "unknown"] {
		_clean(_newcomer([_right], {"identities": [fixture.worker({"record": {"status": status}})]}))
	}
}

test_since_when_nothing_tells_is_unknown if {
	document := _newcomer([object.remove(_right, ["since"])], {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_missing, ["identity", "severity"]), {
		"reason": "since-unknown",
		"msg": concat("", [
			"Whether identity:hr/main/7 should have an account in crm by now cannot be judged: ",
			"nothing tells since when access/roles/sales.yaml:5 gives them role/editor.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_what_only_git_declares_says_where if {
	declared := object.union(
		object.remove(fixture.account({}), ["observed"]),
		{"declared": {"file": "teams.yaml", "line": 4}},
	)
	document := object.union(_of({}, {}), {"accounts": [declared]})
	messages := {finding.msg | some finding in rule.deny} with input as document with data.estate as _estate
	messages == {concat("", [
		"account:crm/main/a7 can be used, and identity:hr/main/7 does not start before 2026-12-01T00:00:00Z ",
		"(declared in teams.yaml:4).",
	])}
}

test_each_kind_of_person_has_a_first_day if {
	every kind in ["human", "external", "unknown"] {
		count(rule.deny) == 1 with input as object.union(_of({}, {}), {"kind": kind}) with data.estate as _estate
	}
}

test_machines_and_accounts_that_are_off_leave_no_doubt if {
	unread := fixture.worker({"record": {"unknown": ["startDate"]}})
	document := fixture.subject({"identities": [unread], "accounts": [fixture.account({})]})
	_clean(object.union(document, {"kind": "service"}))
	_clean(object.union(document, {"accounts": [fixture.account({"record": {"status": "disabled"}})]}))
}
