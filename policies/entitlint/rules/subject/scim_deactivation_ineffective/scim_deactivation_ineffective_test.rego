package entitlint.rules.subject.scim_deactivation_ineffective_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.scim_deactivation_ineffective as rule
import future.keywords.not

_estate := fixture.limited("scim-deactivation-ineffective", "delay", "2026-11-22T06:00:00Z")

_with(account, event) := fixture.subject({
	"accounts": [fixture.account(account)],
	"events": fixture.events([fixture.event(event)]),
})

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "account",
	"account": "account:crm/main/a7",
	"msg": concat("", [
		"account:crm/main/a7 was switched off by report at 2026-11-22T05:00:00Z (event:prov/main/e1), ",
		"and is active.",
	]),
}

_none(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_account_that_lets_in_after_success_violates if {
	every op in ["disable", "delete"] {
		rule.deny == {_finding} with input as _with({}, {"op": op}) with data.estate as _estate
	}
}

test_account_that_is_off_is_clean if _none(_with({"record": {"status": "disabled"}}, {}))

test_replica_may_be_behind if {
	_none(_with({}, {"requestedAt": "2026-11-22T06:00:00Z"}))
	_none(_with({}, {"ackedAt": "2026-11-22T06:00:00Z"}))
}

test_locked_account_lets_nobody_in if _none(_with({"record": {"status": "locked"}}, {}))

test_account_switched_on_again_is_another_matter if {
	_none(_with({"statusSince": "2026-11-22T05:30:00Z"}, {}))
	again := fixture.event({"id": "event:prov/main/e2", "op": "enable", "requestedAt": "2026-11-22T05:30:00Z"})
	_none(fixture.subject({"accounts": [fixture.account({})], "events": fixture.events([again, fixture.event({})])}))
}

test_event_that_reports_no_success_is_another_matter if {
	every result in ["failure", "pending", "skipped", "unknown"] {
		_none(_with({}, {"result": result}))
	}
	_none(_with({}, {"op": "create"}))
	_none(fixture.subject({"accounts": [fixture.account({})]}))
}

test_unknown_status_is_unknown if {
	document := _with({"record": {"status": "unknown"}}, {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_finding, {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7, which was switched off by report (event:prov/main/e1), still lets somebody in ",
			"cannot be judged: its status is not known.",
		]),
	})} with input as document with data.estate as _estate
}

test_account_that_is_off_after_a_creation_was_not_switched_off_by_report if {
	_none(_with({"record": {"status": "disabled"}}, {"op": "create"}))
}
