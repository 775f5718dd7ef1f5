package entitlint.rules.subject.nhi_shared_environments_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_shared_environments as rule
import future.keywords.not

_estate := fixture.estate_with({"params": {"nhi-shared-environments": {
	"production": ["prod", "production"],
	"shared": ["shared"],
}}})

_finding := {"id": "nhi:ci", "app": "crm", "reason": "access", "msg": "nhi:ci holds access in prod and staging."}

_key_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "credential",
	"credential": "credential:crm/main/k1",
	"msg": "credential:crm/main/k1 of nhi:ci is for dev and prod.",
}

_grant(environment) := fixture.grant({
	"record": {"id": concat("", ["grant:crm/main/", environment])},
	"environment": environment,
})

_account(patch, grants) := object.union(
	fixture.account({"kind": "service", "link": {"by": "registry"}, "grants": grants}),
	patch,
)

_holding(grants) := fixture.machine({"accounts": [_account({}, grants)]})

_both := [_grant("Prod"), _grant("staging")]

_for(environment) := {"registry": fixture.registry({"environment": environment})}

_with_key(patch) := fixture.machine({"credentials": [fixture.credential(object.union(
	{"record": {"environments": ["Prod", "dev"]}},
	patch,
))]})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_found(document, finding) if {
	rule.deny == {finding} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_access_in_production_and_elsewhere_violates if {
	_found(_holding(_both), _finding)
	two := fixture.machine({"accounts": [
		_account({}, [_grant("prod")]),
		_account({"record": {"id": "account:crm/main/a8"}}, [_grant("staging")]),
	]})
	_found(two, _finding)
}

test_one_environment_none_or_none_of_production_is_clean if {
	_clean(_holding([_grant("prod"), _grant("production")]))
	_clean(_holding([_grant("dev"), _grant("staging")]))
	_clean(_holding([_grant("prod"), fixture.grant({})]))
	_clean(_holding([]))
}

test_what_gives_nothing_does_not_count if {
	every patch in [
		{"record": {"effect": "deny"}},
		{"denied": true},
		{"expires": "2026-11-22T07:59:59Z"},
	] {
		_clean(_holding([_grant("prod"), object.union(_grant("staging"), patch)]))
	}
	_found(_holding([_grant("prod"), object.union(_grant("staging"), {"expires": fixture.now})]), _finding)
	_clean(fixture.machine({"accounts": [_account({"record": {"status": "disabled"}}, _both)]}))
}

test_access_outside_of_what_it_is_declared_for_violates if {
	document := object.union(_holding([_grant("prod")]), _for("Staging"))
	declared := object.union(_finding, {
		"reason": "declared",
		"msg": "nhi:ci is declared for staging and holds access in prod.",
	})
	_found(document, declared)
	_clean(object.union(_holding([_grant("prod")]), _for("production")))
	_found(object.union(_holding(_both), _for("staging")), _finding)
	unregistered := object.union(object.remove(_holding([_grant("prod")]), ["registry"]), {
		"id": "nhi:ci",
		"identities": [fixture.user({"record": {"kind": "service", "environment": "staging"}})],
	})
	_found(unregistered, declared)
}

test_a_key_for_production_and_elsewhere_violates if {
	_found(_with_key({}), _key_finding)
	_clean(_with_key({"record": {"environments": ["dev", "test"]}}))
	_clean(_with_key({"record": {"status": "revoked"}}))
	_clean(_with_key({"expires": "2026-11-22T07:59:59Z"}))
}

test_what_is_shared_by_design_is_clean if {
	_clean(object.union(_holding(_both), _for("Shared")))
	_clean(object.union(_with_key({}), _for("shared")))
}

test_people_and_machines_that_are_gone_are_clean if {
	every document in [
		_holding(_both),
		object.union(_holding([_grant("prod")]), _for("staging")),
		_with_key({"record": {"status": "unknown"}}),
		_with_key({"record": {"environments": [], "unknown": ["environments"]}}),
		fixture.machine({"accounts": [
			_account({}, [_grant("prod")]),
			_account({"record": {"id": "account:crm/main/a8", "status": "unknown"}}, [_grant("staging")]),
		]}),
	] {
		_clean(object.union(document, {"kind": "human"}))
	}
	gone := object.union(object.remove(_holding(_both), ["registry"]), {"identities": [fixture.user({"record": {
		"kind": "service",
		"status": "disabled",
	}})]})
	_clean(gone)
}

test_missing_data_is_unknown if {
	unknown := fixture.machine({"accounts": [
		_account({}, [_grant("prod")]),
		_account({"record": {"id": "account:crm/main/a8", "status": "unknown"}}, [_grant("staging")]),
	]})
	rule.deny == set() with input as unknown with data.estate as _estate
	rule.unknown == {object.union(_finding, {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether nhi:ci holds access in production and elsewhere cannot be judged: ",
			"the status of one of its accounts is not known.",
		]),
	})} with input as unknown
		with data.estate as _estate
	more := fixture.machine({"accounts": [
		_account({}, _both),
		_account({"record": {"id": "account:crm/main/a8", "status": "unknown"}}, [_grant("dev")]),
	]})
	_found(more, _finding)
	every patch, expected in {
		{"record": {"status": "unknown"}}: ["credential-unknown", "its status is not known"],
		{"record": {"environments": [], "unknown": ["environments"]}}: [
			"environments-unread",
			"what it is for could not be read",
		],
	} {
		rule.deny == set() with input as _with_key(patch) with data.estate as _estate
		rule.unknown == {object.union(_key_finding, {
			"reason": expected[0],
			"msg": concat("", [
				"Whether credential:crm/main/k1 of nhi:ci is for production and elsewhere cannot be judged: ",
				expected[1],
				".",
			]),
		})} with input as _with_key(patch)
			with data.estate as _estate
	}
	_clean(_with_key({"record": {"status": "unknown", "environments": ["dev"]}}))
	_clean(_with_key({"record": {"status": "revoked", "environments": [], "unknown": ["environments"]}}))
}

test_declared_and_perhaps_held_is_unknown if {
	untold := object.union(
		fixture.machine({"accounts": [_account({"record": {"status": "unknown"}}, [_grant("prod")])]}),
		_for("test"),
	)
	rule.deny == set() with input as untold with data.estate as _estate
	rule.unknown == {object.union(_finding, {"reason": "account-unknown", "msg": concat("", [
		"Whether nhi:ci holds access in production and elsewhere cannot be judged: ",
		"the status of one of its accounts is not known.",
	])})} with input as untold
		with data.estate as _estate
	_clean(object.union(untold, _for("prod")))
}
