package entitlint.rules.subject.sod_conflict_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.sod_conflict as rule
import future.keywords.not

_sod(settings) := fixture.estate_with({"sod": {"deploy-vs-approve": object.union(
	{"severity": "high", "scope": "any"},
	settings,
)}})

_estate := _sod({})

_by_environment := _sod({"scope": "same-environment"})

_duty(side, number, patch) := object.union(
	{
		"conflict": "deploy-vs-approve",
		"side": side,
		"holds": concat("", ["grant:crm/main/g", number]),
		"name": concat("", ["role/", side]),
		"system": "crm",
		"account": "account:crm/main/a7",
		"grant": concat("", ["grant:crm/main/g", number]),
		"observed": true,
	},
	patch,
)

_declared := {
	"conflict": "deploy-vs-approve",
	"side": "b",
	"holds": "identity:hr/main/7/entitlement:okta/main/e2",
	"name": "role/b",
	"system": "okta",
	"declared": {"file": "access/roles/approvers.yaml", "line": 3},
}

_of(duties, first) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [fixture.account({"grants": [
		fixture.grant(first),
		fixture.grant({"record": {"id": "grant:crm/main/g2"}}),
	]})],
	"duties": duties,
})

_both(a, b) := _of([_duty("a", "1", a), _duty("b", "2", b)], {})

_finding := {
	"id": "identity:hr/main/7/deploy-vs-approve",
	"app": "crm",
	"reason": "held",
	"severity": "high",
	"identity": "identity:hr/main/7",
	"msg": concat("", [
		"identity:hr/main/7 holds both sides of deploy-vs-approve: role/a in crm by account:crm/main/a7, ",
		"and role/b in crm by account:crm/main/a7.",
	]),
}

test_both_sides_violate if {
	rule.deny == {_finding} with input as _both({}, {}) with data.estate as _estate
	rule.unknown == set() with input as _both({}, {}) with data.estate as _estate
}

test_severity_and_reason_are_the_conflicts_own if {
	grave := _sod({"severity": "critical", "reason": "payments"})
	rule.deny == {object.union(_finding, {
		"severity": "critical",
		"msg": concat("", [
			"identity:hr/main/7 holds both sides of deploy-vs-approve: role/a in crm by account:crm/main/a7, ",
			"and role/b in crm by account:crm/main/a7: payments.",
		]),
	})} with input as _both({}, {})
		with data.estate as grave
}

test_a_line_that_completes_it_violates_where_it_stands if {
	rule.deny == {object.union(_finding, {
		"app": "okta",
		"reason": "declared",
		"msg": concat("", [
			"identity:hr/main/7 will hold both sides of deploy-vs-approve: role/a in crm by account:crm/main/a7, ",
			"and role/b in okta (declared at access/roles/approvers.yaml:3).",
		]),
	})} with input as _of([_duty("a", "1", {}), _declared], {})
		with data.estate as _estate
	first := object.union(_declared, {"side": "a"})
	found := {[finding.app, finding.reason] | some finding in rule.deny} with data.estate as _estate
		with input as _of([first, _duty("b", "2", {})], {})
	found == {["okta", "declared"]}
}

test_what_is_held_comes_before_what_is_declared if {
	rule.deny == {_finding} with input as _of([_duty("a", "1", {}), _duty("b", "2", {}), _declared], {})
		with data.estate as _estate
}

test_a_side_to_switch_on_is_one_lower if {
	found := {[finding.severity, finding.reason] | some finding in rule.deny} with input as _both({"eligible": true}, {})
		with data.estate as _estate
	found == {["medium", "held"]}
	other := {finding.severity | some finding in rule.deny} with input as _both({}, {"eligible": true})
		with data.estate as _sod({"severity": "critical"})
	other == {"high"}
}

test_the_way_by_groups_is_told if {
	messages := {finding.msg | some finding in rule.deny} with input as _both({"via": ["group:okta/main/g"]}, {})
		with data.estate as _estate
	messages == {concat("", [
		"identity:hr/main/7 holds both sides of deploy-vs-approve: role/a in crm by ",
		"account:crm/main/a7 → group:okta/main/g, and role/b in crm by account:crm/main/a7.",
	])}
}

test_one_side_is_no_conflict if {
	document := _of([_duty("a", "1", {}), _duty("a", "2", {})], {})
	rule.deny == set() with input as document with data.estate as _estate
}

test_access_that_is_over_or_denied_is_held_no_more if {
	every first in [{"denied": true}, {"expires": "2026-11-21T08:00:00Z"}, {"record": {"window": {"to": "2026-11-01T00:00:00Z"}}}] {
		document := _of([_duty("a", "1", {}), _duty("b", "2", {})], first)
		rule.deny == set() with input as document with data.estate as _estate
	}
}

test_leavers_are_left_to_other_rules if {
	document := object.union(_both({}, {}), {"identities": [fixture.leaver]})
	rule.deny == set() with input as document with data.estate as _estate
}

test_environments_keep_sides_apart if {
	rule.deny == set() with input as _both({"environment": "prod"}, {"environment": "test"})
		with data.estate as _by_environment
	count(rule.deny) == 1 with input as _both({"environment": "prod"}, {"environment": "prod"})
		with data.estate as _by_environment
	count(rule.deny) == 1 with input as _both({}, {}) with data.estate as _by_environment
	count(rule.deny) == 1 with input as _both({"environment": "prod"}, {"environment": "test"})
		with data.estate as _estate
}

test_an_environment_that_is_missing_is_unknown if {
	every document in [_both({"environment": "prod"}, {}), _both({}, {"environment": "prod"})] {
		rule.deny == set() with input as document with data.estate as _by_environment
		rule.unknown == {object.union(object.remove(_finding, ["severity"]), {
			"reason": "environment-unknown",
			"msg": concat("", [
				"Whether identity:hr/main/7 holds both sides of deploy-vs-approve in one environment cannot be judged: ",
				"role/a in crm by account:crm/main/a7, and role/b in crm by account:crm/main/a7, ",
				"of which one has no environment.",
			]),
		})} with input as document
			with data.estate as _by_environment
	}
}

test_nothing_declared_is_nothing_found if {
	rule.deny == set() with input as _both({}, {}) with data.estate as fixture.estate
}

test_a_side_to_switch_on_lowers_each_severity_but_the_least if {
	every declared, lowered in {"critical": "high", "high": "medium", "medium": "low", "low": "info", "info": "info"} {
		found := {finding.severity | some finding in rule.deny} with input as _both({"eligible": true}, {})
			with data.estate as _sod({"severity": declared})
		found == {lowered}
	}
}

test_what_is_held_in_one_environment_leaves_no_doubt_about_the_rest if {
	prod := {"environment": "prod"}
	document := _of([_duty("a", "1", prod), _duty("b", "2", prod), _duty("b", "3", {})], {})
	count(rule.deny) == 1 with input as document with data.estate as _by_environment
	rule.unknown == set() with input as document with data.estate as _by_environment
}

test_whoever_may_be_here_or_is_known_to_nobody_is_judged if {
	every identities in [[], [fixture.worker({"record": {"status": "unknown"}})]] {
		document := object.union(_both({}, {}), {"identities": identities})
		count(rule.deny) == 1 with input as document with data.estate as _estate
	}
}

test_sides_of_two_conflicts_are_none if {
	settings := {"severity": "high", "scope": "any"}
	both := fixture.estate_with({"sod": {"deploy-vs-approve": settings, "order-vs-pay": settings}})
	document := _both({}, {"conflict": "order-vs-pay"})
	rule.deny == set() with input as document with data.estate as both
}

test_what_is_denied_to_one_account_may_be_held_by_another_of_the_same_group if {
	first := fixture.account({"record": {"id": "account:crm/main/a8"}, "grants": [fixture.grant({"denied": true})]})
	document := _both({}, {})
	beside := object.union(document, {"accounts": array.concat([first], document.accounts)})
	rule.deny == {_finding} with input as beside with data.estate as _estate
}

test_another_grant_that_is_over_says_nothing_of_these if {
	past := fixture.grant({"record": {"id": "grant:crm/main/g3"}, "expires": "2026-11-21T08:00:00Z"})
	document := object.union(_both({}, {}), {"accounts": [fixture.account({"grants": [past]})]})
	rule.deny == {_finding} with input as document with data.estate as _estate
}

test_across_two_applications_it_is_told_in_that_of_the_second_side if {
	held := _both({"system": "erp"}, {})
	planned := _of([object.union(_declared, {"side": "a", "system": "erp"}), _declared], {})
	every app, document in {"crm": held, "okta": planned} {
		apps := {finding.app | some finding in rule.deny} with input as document with data.estate as _estate
		apps == {app}
	}
}
