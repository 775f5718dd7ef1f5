package entitlint.rules.subject.nhi_overprivileged_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_overprivileged as rule
import future.keywords.not

_params := {"params": {"nhi-overprivileged": {
	"everything": ["owner"],
	"wildcards": ["*.ReadWrite.All"],
}}}

_estate := fixture.estate_with(object.union(_params, {"apps": {"crm": {"decided": true}}}))

_untold := fixture.estate_with(_params)

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "privileged",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"msg": "nhi:ci holds the privileged role/editor in crm, and nobody has decided that.",
}

_key_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "wildcard",
	"credential": "credential:crm/main/k1",
	"msg": "credential:crm/main/k1 of nhi:ci is good for everything: *.",
}

_of(account, grant) := fixture.machine({"accounts": [object.union(
	fixture.account({
		"kind": "service",
		"link": {"by": "registry"},
		"privileged": true,
		"grants": [fixture.grant(object.union({"privileged": true}, grant))],
	}),
	account,
)]})

_with_key(patch) := fixture.machine({"credentials": [fixture.credential(object.union(
	{"record": {"scopes": ["*"]}},
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

_undecided(document, reason, why, estate) if {
	rule.deny == set() with input as document with data.estate as estate
	rule.unknown == {object.union(_finding, {
		"reason": reason,
		"msg": concat("", [
			"Whether nhi:ci is to hold role/editor in crm cannot be judged: ",
			why,
			".",
		]),
	})} with input as document
		with data.estate as estate
}

test_a_privileged_right_that_nobody_decided_violates if {
	_found(_of({}, {}), _finding)
	every kind in ["agent", "workload", "shared"] {
		_found(object.union(_of({}, {}), {"kind": kind}), _finding)
	}
}

test_the_right_to_administer_violates_too if {
	administering := {"grants": [fixture.grant({"capability": ["admin", "read"]})]}
	_found(_of(administering, {}), object.union(_finding, {"msg": concat("", [
		"nhi:ci holds the right to administer by role/editor in crm, ",
		"and nobody has decided that.",
	])}))
	_clean(_of({"grants": [fixture.grant({"capability": ["read", "write"]})]}, {}))
	_clean(_of({"grants": [fixture.grant({})]}, {}))
}

test_a_right_over_everything_is_critical if {
	owner := {"name": "Owner"}
	critical := object.union(_finding, {
		"severity": "critical",
		"msg": "nhi:ci holds the privileged Owner in crm, and nobody has decided that.",
	})
	_found(_of({}, owner), critical)
	unmarked := object.union(fixture.grant({"capability": ["admin"]}), owner)
	_found(_of({"grants": [unmarked]}, {}), object.union(_finding, {"msg": concat("", [
		"nhi:ci holds the right to administer by Owner in crm, ",
		"and nobody has decided that.",
	])}))
}

test_what_was_decided_is_clean if {
	_clean(_of({}, {"declared": {"file": "access/roles/ci.yaml", "line": 3}}))
	_clean(_of({}, {"record": {"approvalRef": "REQ-7"}}))
	_clean(_of({}, {"byParent": true}))
	_clean(_of({}, {"isDefault": true}))
	_clean(_of({}, {"record": {"eligibleOnly": true}}))
}

test_what_gives_nothing_is_clean if {
	_clean(_of({}, {"record": {"effect": "deny"}}))
	_clean(_of({}, {"denied": true}))
	_clean(_of({}, {"expires": "2026-11-22T07:59:59Z"}))
	_clean(_of({"record": {"status": "disabled"}}, {}))
}

test_people_and_machines_that_are_gone_are_clean if {
	_clean(object.union(_of({}, {}), {"kind": "human"}))
	_clean(object.union(_with_key({}), {"kind": "human"}))
	gone := {"identities": [fixture.user({"record": {"kind": "service", "status": "disabled"}})]}
	_clean(object.union(object.remove(_of({}, {}), ["registry"]), gone))
	_clean(object.union(object.remove(_with_key({}), ["registry"]), gone))
}

test_a_key_that_is_good_for_everything_violates if {
	_found(_with_key({}), _key_finding)
	_found(
		_with_key({"record": {"scopes": ["users.read", "files.readwrite.all", "*:*"]}}),
		object.union(_key_finding, {"msg": concat("", [
			"credential:crm/main/k1 of nhi:ci is good for everything: ",
			"*:*, files.readwrite.all.",
		])}),
	)
	_clean(_with_key({"record": {"scopes": ["users.read", "repo:write", "s3:*"]}}))
	_clean(_with_key({"record": {"status": "revoked"}}))
	_clean(_with_key({"expires": "2026-11-22T07:59:59Z"}))
}

test_where_nobody_says_what_was_decided_it_is_open if {
	why := "neither roles nor approvals say what was decided there"
	_undecided(_of({}, {}), "approval-untold", why, _untold)
	_undecided(_of({"record": {"status": "unknown"}}, {}), "approval-untold", why, _untold)
	rule.deny == {_key_finding} with input as _with_key({}) with data.estate as _untold
	disabled := _of({"record": {"status": "disabled"}}, {})
	rule.unknown == set() with input as disabled with data.estate as _untold
}

test_missing_data_is_unknown if {
	status := _of({"record": {"status": "unknown"}}, {})
	_undecided(status, "account-unknown", "the status of the account is not known", _estate)
	unread := _of({}, {"record": {"unknown": ["approvalRef"]}})
	_undecided(unread, "approval-unread", "whether it was approved could not be read", _estate)
	both := _of({"record": {"status": "unknown"}}, {"record": {"unknown": ["approvalRef"]}})
	_undecided(both, "account-unknown", "the status of the account is not known", _estate)
}

test_missing_data_of_a_key_is_unknown if {
	every patch, expected in {
		{"record": {"status": "unknown"}}: ["credential-unknown", "its status is not known"],
		{"record": {"scopes": [], "unknown": ["scopes"]}}: ["scopes-unread", "its scopes could not be read"],
	} {
		rule.deny == set() with input as _with_key(patch) with data.estate as _estate
		rule.unknown == {object.union(_key_finding, {
			"reason": expected[0],
			"msg": concat("", [
				"Whether credential:crm/main/k1 of nhi:ci is good for everything cannot be judged: ",
				expected[1],
				".",
			]),
		})} with input as _with_key(patch)
			with data.estate as _estate
	}
	_clean(_with_key({"record": {"status": "unknown", "scopes": ["users.read"]}}))
	_clean(object.union(_with_key({"record": {"status": "unknown"}}), {"kind": "human"}))
	_clean(_with_key({"record": {"status": "revoked", "scopes": [], "unknown": ["scopes"]}}))
}

test_every_way_to_write_everything_is_wide if {
	every scope in ["*", "*:*", "*/*", "*.*"] {
		document := _with_key({"record": {"scopes": [scope]}})
		{one.reason | some one in rule.deny} == {"wildcard"} with input as document with data.estate as _estate
	}
}
