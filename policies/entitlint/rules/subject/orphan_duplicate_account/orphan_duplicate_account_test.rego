package entitlint.rules.subject.orphan_duplicate_account_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.orphan_duplicate_account as rule
import future.keywords.not

_params := {"allowMultiple": [], "adminNames": ["adm-*", "*-adm"]}

_estate := _with({})

_with(params) := fixture.estate_with({"params": {"orphan-duplicate-account": object.union(_params, params)}})

_finding := {
	"id": "account:crm/main/a8",
	"app": "crm",
	"reason": "several",
	"account": "account:crm/main/a8",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a8 is one of 2 accounts that identity:hr/main/7 can use in crm; nothing tells which is the oldest, another is account:crm/main/a7.",
}

_second(patch) := fixture.account(object.union({"record": {"id": "account:crm/main/a8"}}, patch))

_of(first, second) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [fixture.account(first), _second(second)],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_second_account_violates if {
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _estate
	rule.unknown == set() with input as _of({}, {}) with data.estate as _estate
}

test_one_account_is_clean if {
	_clean(fixture.subject({"identities": [fixture.worker({})], "accounts": [fixture.account({})]}))
}

test_something_privileged_makes_it_high if {
	every document in [_of({"privileged": true}, {}), _of({}, {"privileged": true})] {
		rule.deny == {object.union(_finding, {"severity": "high"})} with input as document with data.estate as _estate
	}
}

test_the_oldest_is_left_in_peace if {
	document := _of({"created": "2026-05-01T00:00:00Z"}, {"created": "2026-01-01T00:00:00Z"})
	rule.deny == {object.union(_finding, {
		"id": "account:crm/main/a7",
		"account": "account:crm/main/a7",
		"msg": concat("", [
			"account:crm/main/a7 is one of 2 accounts that identity:hr/main/7 can use in crm; ",
			"the first is account:crm/main/a8.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_one_external_id_on_both_is_said if {
	key := {"record": {"externalId": "x7"}}
	rule.deny == {object.union(_finding, {"msg": concat("", [
		"account:crm/main/a8 is one of 2 accounts that identity:hr/main/7 can use in crm with the same external id; ",
		"nothing tells which is the oldest, another is account:crm/main/a7.",
	])})} with input as _of(key, key)
		with data.estate as _estate
	rule.deny == {_finding} with input as _of(key, {"record": {"externalId": "x8"}}) with data.estate as _estate
}

test_an_account_for_administration_is_meant_to_be_there if {
	_clean(_of({}, {"record": {"userName": "adm-ana"}}))
	_clean(_of({}, {"record": {"userName": "Ana-ADM@example.com"}}))
	both := _of({"record": {"userName": "adm-ana"}}, {"record": {"userName": "ana-adm"}})
	rule.deny == {_finding} with input as both with data.estate as _estate
}

test_without_a_user_name_the_id_tells_what_it_is_for if {
	document := fixture.subject({"accounts": [fixture.account({}), _second({"record": {"id": "account:crm/main/adm-7"}})]})
	_clean(document)
}

test_an_account_linked_by_hand_is_clean if {
	_clean(_of({}, {"link": {"by": "manual"}}))
}

test_an_application_may_allow_several if {
	rule.deny == set() with input as _of({}, {}) with data.estate as _with({"allowMultiple": ["crm"]})
	rule.deny == {_finding} with input as _of({}, {}) with data.estate as _with({"allowMultiple": ["wiki"]})
}

test_accounts_for_tests_registered_as_machines_are_clean if {
	_clean(_of({}, {"kind": "service"}))
	_clean(object.union(_of({}, {}), {"kind": "service"}))
}

test_case_alone_makes_no_second_account if {
	_clean(_of({}, {"record": {"id": "account:crm/main/A7"}}))
}

test_another_tenant_is_clean if {
	_clean(_of({}, {"record": {"id": "account:crm/other/a8"}}))
}

test_another_application_is_clean if {
	_clean(_of({}, {"record": {"id": "account:wiki/main/a8"}, "app": "wiki"}))
}

test_what_cannot_be_used_or_was_never_accepted_is_clean if {
	_clean(_of({}, {"record": {"status": "disabled"}}))
	_clean(_of({}, {"record": {"status": "invited"}}))
	_clean(_of({}, {"expires": "2026-11-01T00:00:00Z"}))
}

test_what_is_not_linked_is_clean if {
	every situation in ["unlinked", "disputed", "unmatched", "deleted"] {
		_clean(_of({}, {"link": {"situation": situation}}))
	}
}

test_an_unknown_status_is_unknown if {
	every patch in [{"record": {"status": "unknown"}}, {"record": {"unknown": ["status"]}}] {
		document := _of({}, patch)
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
			"reason": "account-unknown",
			"msg": concat("", [
				"Whether account:crm/main/a8 is one account too many of identity:hr/main/7 cannot be judged: ",
				"its status is not known.",
			]),
		})} with input as document
			with data.estate as _estate
	}
}

test_what_only_git_declares_says_where if {
	document := fixture.subject({
		"identities": [fixture.worker({})],
		"accounts": [fixture.account({}), object.union(
			object.remove(_second({}), ["observed"]),
			{"declared": {"file": "teams.yaml", "line": 4}},
		)],
	})
	rule.deny == {object.union(_finding, {"msg": concat("", [
		"account:crm/main/a8 is one of 2 accounts that identity:hr/main/7 can use in crm; ",
		"nothing tells which is the oldest, another is account:crm/main/a7 (declared in teams.yaml:4).",
	])})} with input as document
		with data.estate as _estate
}

test_everybody_who_may_be_a_person_is_asked if {
	every kind in ["human", "external", "unknown"] {
		document := object.union(_of({"kind": kind}, {"kind": kind}), {"kind": kind})
		count(rule.deny) == 1 with input as document with data.estate as _estate
	}
}

test_beside_one_that_is_off_nothing_is_doubted if {
	_clean(_of({"record": {"status": "disabled"}}, {"record": {"status": "unknown"}}))
}

test_the_same_id_in_another_case_is_no_doubt if {
	_clean(_of({}, {"record": {"id": "account:crm/main/A7", "status": "unknown"}}))
}

_messages(accounts) := {finding.msg | some finding in found} if {
	document := fixture.subject({"identities": [fixture.worker({})], "accounts": accounts})
	found := rule.deny with input as document with data.estate as _estate
}

_made(id, created) := fixture.account(object.union({"record": {"id": id}}, {"created": created}))

test_only_of_dated_accounts_one_is_the_first if {
	oldest := _made("account:crm/main/a9", "2026-01-01T00:00:00Z")
	later := _made("account:crm/main/a8", "2026-05-01T00:00:00Z")
	same := _made("account:crm/main/a7", "2026-01-01T00:00:00Z")
	undated := fixture.account({"record": {"id": "account:crm/main/a6"}})
	told := "account:crm/main/a8 is one of 2 accounts that identity:hr/main/7 can use in crm; the first is account:crm/main/a9."
	_messages([oldest, later]) == {told}
	_messages([oldest, _made("account:crm/main/A9", "2026-05-01T00:00:00Z"), later]) == {told}
	every others in [[oldest, undated], [oldest, same], [oldest, later, undated]] {
		every message in _messages(others) {
			contains(message, "; nothing tells which is the oldest, another is account:crm/main/a")
		}
	}
	_messages([oldest, undated]) == {concat("", [
		"account:crm/main/a6 is one of 2 accounts that identity:hr/main/7 can use in crm; ",
		"nothing tells which is the oldest, another is account:crm/main/a9.",
	])}
}
