package entitlint.rules.subject.nhi_rotation_overdue_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_rotation_overdue as rule
import future.keywords.not

_estate := _rotating([])

_rotating(systems) := fixture.estate_with({
	"cutoffs": {"crm": {"nhi-rotation-overdue": {
		"secret": "2026-08-24T08:00:00Z",
		"ssh": "2026-05-26T08:00:00Z",
		"certificate": "2025-11-22T08:00:00Z",
		"webhook": "2025-11-22T08:00:00Z",
	}}},
	"params": {"nhi-rotation-overdue": {"rotated": systems}},
})

_key(record) := fixture.credential({"record": record})

_of(keys) := fixture.machine({"credentials": keys})

_finding(type, text) := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "overdue",
	"credential": "credential:crm/main/k1",
	"msg": concat("", ["credential:crm/main/k1 (", type, ") was not changed ", text, "."]),
}

_old := _key({"createdAt": "2026-08-24T07:59:59Z"})

_old_finding := _finding("api-key", "since 2026-08-24T07:59:59Z")

test_old_key_violates if {
	rule.deny == {_old_finding} with input as _of([_old]) with data.estate as _estate
	rule.unknown == set() with input as _of([_old]) with data.estate as _estate
}

test_exactly_at_the_limit_is_in_time if {
	at := _key({"createdAt": "2026-08-24T08:00:00Z"})
	rule.deny == set() with input as _of([at]) with data.estate as _estate
}

test_each_type_has_its_limit if {
	every type, instant in {
		"oauth-client-secret": "2026-08-24T07:59:59Z",
		"sa-key": "2026-08-24T07:59:59Z",
		"scim-token": "2026-08-24T07:59:59Z",
		"ssh-key": "2026-05-26T07:59:59Z",
		"deploy-key": "2026-05-26T07:59:59Z",
		"certificate": "2025-11-22T07:59:59Z",
		"webhook-secret": "2025-11-22T07:59:59Z",
	} {
		old := _key({"type": type, "createdAt": instant})
		rule.deny == {_finding(type, concat(" ", ["since", instant]))} with input as _of([old]) with data.estate as _estate
		young := _key({"type": type, "createdAt": "2026-11-01T00:00:00Z"})
		rule.deny == set() with input as _of([young]) with data.estate as _estate
	}
}

test_what_is_not_static_is_clean if {
	every type in ["federated", "managed", "password", "pat", "oauth-refresh"] {
		key := _key({"type": type, "createdAt": "2020-01-01T00:00:00Z"})
		rule.deny == set() with input as _of([key]) with data.estate as _estate
	}
}

test_change_counts_and_not_the_making if {
	changed := _key({"createdAt": "2020-01-01T00:00:00Z", "rotatedAt": "2026-11-01T00:00:00Z"})
	rule.deny == set() with input as _of([changed]) with data.estate as _estate
	long_ago := _key({"createdAt": "2020-01-01T00:00:00Z", "rotatedAt": "2026-08-24T07:59:59Z"})
	rule.deny == {_old_finding} with input as _of([long_ago]) with data.estate as _estate
}

test_of_two_keys_only_the_old_one_is_told if {
	second := _key({"id": "credential:crm/main/k2", "createdAt": "2026-11-01T00:00:00Z"})
	rule.deny == {_old_finding} with input as _of([_old, second]) with data.estate as _estate
}

test_privileged_account_is_high if {
	document := fixture.machine({
		"accounts": [fixture.account({"kind": "service", "privileged": true})],
		"credentials": [_old],
	})
	rule.deny == {object.union(_old_finding, {"severity": "high"})} with input as document with data.estate as _estate
}

test_key_that_stands_for_itself_violates if {
	key := _key({"type": "deploy-key", "principal": "credential:crm/main/k1", "createdAt": "2026-01-01T00:00:00Z"})
	document := fixture.subject({"kind": "unknown", "unmatched": true, "credentials": [key]})
	rule.deny == {_finding("deploy-key", "since 2026-01-01T00:00:00Z")} with input as document with data.estate as _estate
}

test_keys_of_people_and_of_what_has_gone_are_clean if {
	person := fixture.subject({"identities": [fixture.worker({})], "credentials": [_old]})
	rule.deny == set() with input as person with data.estate as _estate
	gone := fixture.subject({
		"kind": "service",
		"identities": [fixture.user({"record": {"status": "disabled"}})],
		"credentials": [_old],
	})
	rule.deny == set() with input as gone with data.estate as _estate
}

test_key_that_does_not_work_is_clean if {
	revoked := _key({"status": "revoked", "createdAt": "2020-01-01T00:00:00Z"})
	rule.deny == set() with input as _of([revoked]) with data.estate as _estate
	rule.unknown == set() with input as _of([revoked]) with data.estate as _estate
}

test_system_that_changes_keys_itself_is_clean if {
	rule.deny == set() with input as _of([_old]) with data.estate as _rotating(["crm"])
}

test_undated_key_is_as_old_as_our_first_look if {
	seen := fixture.credential({"firstSeen": "2026-08-01T00:00:00Z"})
	rule.deny == {_finding("api-key", "at least since 2026-08-01T00:00:00Z")} with input as _of([seen])
		with data.estate as _estate
	rule.deny == set() with input as _of([fixture.credential({})]) with data.estate as _estate
}

_doubt(reason, text) := {{
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": reason,
	"credential": "credential:crm/main/k1",
	"msg": concat("", ["Whether credential:crm/main/k1 is too old cannot be judged: ", text, "."]),
}}

test_missing_data_is_unknown if {
	text := "when it was made or changed could not be read"
	every record in [
		{"unknown": ["rotatedAt"], "createdAt": "2026-01-01T00:00:00Z"},
		{"unknown": ["createdAt"]},
	] {
		document := _of([fixture.credential({"record": record, "firstSeen": "2026-08-01T00:00:00Z"})])
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == _doubt("age-unread", text) with input as document with data.estate as _estate
	}
	state := _of([_key({"status": "unknown", "createdAt": "2026-01-01T00:00:00Z"})])
	rule.unknown == _doubt("credential-unknown", "its status is not known") with input as state with data.estate as _estate
	rule.deny == set() with input as state with data.estate as _estate
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_doubts_are_about_old_static_keys_that_may_work if {
	every record in [
		{"type": "federated", "unknown": ["createdAt"]},
		{"rotatedAt": "2026-11-01T00:00:00Z", "unknown": ["createdAt"]},
		{"status": "revoked", "unknown": ["createdAt"]},
		{"status": "unknown", "createdAt": "2026-11-01T00:00:00Z"},
		{"status": "unknown", "createdAt": "2026-08-24T08:00:00Z"},
	] {
		_calm(_of([_key(record)]))
	}
}

test_key_is_as_grave_as_its_own_account if {
	other := fixture.account({"record": {"id": "account:crm/main/a9"}, "privileged": true})
	document := object.union(_of([_old]), {"accounts": [fixture.account({}), other]})
	rule.deny == {_old_finding} with input as document with data.estate as _estate
}

test_old_key_of_no_known_type_is_unknown_beyond_the_shortest_limit if {
	untold := _of([_key({"type": "unknown", "createdAt": "2026-08-24T07:59:59Z"})])
	rule.deny == set() with input as untold with data.estate as _estate
	rule.unknown == _doubt("type-unknown", "nothing tells what it is") with input as untold with data.estate as _estate
	both := _of([_key({"type": "unknown", "status": "unknown", "createdAt": "2026-08-24T07:59:59Z"})])
	rule.unknown == _doubt("credential-unknown", "its status is not known") with input as both with data.estate as _estate
	_calm(_of([_key({"type": "unknown", "createdAt": "2026-08-24T08:00:00Z"})]))
	_calm(_of([_key({"type": "unknown", "status": "revoked", "createdAt": "2026-08-24T07:59:59Z"})]))
}

test_old_key_that_has_run_out_is_clean if {
	_calm(_of([object.union(_old, {"record": {"status": "unknown"}, "expires": "2026-11-21T00:00:00Z"})]))
}
