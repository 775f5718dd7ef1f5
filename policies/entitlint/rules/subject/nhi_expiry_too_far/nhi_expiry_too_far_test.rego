package entitlint.rules.subject.nhi_expiry_too_far_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_expiry_too_far as rule
import future.keywords.not

_day := 86400

_estate := fixture.estate_with({"params": {"nhi-expiry-too-far": {
	"secret": 180 * _day,
	"token": 90 * _day,
	"certificate": 365 * _day,
	"identity": 365 * _day,
	"slack": 2 * _day,
}}})

_registered(expires) := fixture.machine({"registry": {"expires": expires}})

_of(key) := fixture.machine({"credentials": [fixture.credential(key)]})

_key_finding(type, expires, since) := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "credential",
	"credential": "credential:crm/main/k1",
	"msg": concat("", [
		"credential:crm/main/k1 (",
		type,
		") is valid until ",
		expires,
		", counted from ",
		since,
		", which is too long.",
	]),
}

test_machine_with_an_end_far_ahead_violates if {
	rule.deny == {{
		"id": "nhi:ci",
		"app": "crm",
		"reason": "identity",
		"msg": "nhi:ci may go on until 2027-11-24T08:00:01Z, which is too far ahead.",
	}} with input as _registered("2027-11-24T08:00:01Z")
		with data.estate as _estate
	rule.deny == set() with input as _registered("2027-11-24T08:00:00Z") with data.estate as _estate
}

test_end_in_a_system_violates_too if {
	user := fixture.user({"expires": "2029-01-01T00:00:00Z"})
	document := fixture.subject({"kind": "service", "identities": [user]})
	rule.deny == {{
		"id": "identity:okta/main/u7",
		"app": "okta",
		"reason": "identity",
		"identity": "identity:okta/main/u7",
		"msg": "identity:okta/main/u7 may go on until 2029-01-01T00:00:00Z, which is too far ahead.",
	}} with input as document
		with data.estate as _estate
	person := object.union(document, {"kind": "human"})
	rule.deny == set() with input as person with data.estate as _estate
}

test_platform_managed_machine_is_clean if {
	document := fixture.machine({
		"identities": [fixture.user({"expires": "2029-01-01T00:00:00Z"})],
		"registry": {"platformManaged": true},
	})
	rule.deny == set() with input as document with data.estate as _estate
}

test_key_with_too_long_a_life_violates if {
	every type, expires in {
		"api-key": "2027-05-02T00:00:01Z",
		"oauth-client-secret": "2027-05-02T00:00:01Z",
		"sa-key": "2027-05-02T00:00:01Z",
		"scim-token": "2027-05-02T00:00:01Z",
		"pat": "2027-02-01T00:00:01Z",
		"certificate": "2027-11-03T00:00:01Z",
	} {
		since := "2026-11-01T00:00:00Z"
		key := {"record": {"type": type, "createdAt": since}, "expires": expires}
		rule.deny == {_key_finding(type, expires, since)} with input as _of(key) with data.estate as _estate
		shorter := object.union(key, {"expires": replace(expires, "00:00:01Z", "00:00:00Z")})
		rule.deny == set() with input as _of(shorter) with data.estate as _estate
	}
}

test_life_counts_from_the_last_change if {
	expires := "2027-07-01T00:00:00Z"
	changed := {
		"record": {"createdAt": "2024-01-01T00:00:00Z", "rotatedAt": "2026-11-01T00:00:00Z"},
		"expires": expires,
	}
	rule.deny == {_key_finding("api-key", expires, "2026-11-01T00:00:00Z")} with input as _of(changed)
		with data.estate as _estate
	undated := {"expires": expires}
	rule.deny == {_key_finding("api-key", expires, fixture.now)} with input as _of(undated) with data.estate as _estate
}

test_token_of_a_person_violates if {
	key := {"record": {"type": "pat", "createdAt": "2026-11-01T00:00:00Z"}, "expires": "2027-11-01T00:00:00Z"}
	document := fixture.subject({"identities": [fixture.worker({})], "credentials": [fixture.credential(key)]})
	rule.deny == {_key_finding("pat", "2027-11-01T00:00:00Z", "2026-11-01T00:00:00Z")} with input as document
		with data.estate as _estate
}

test_limit_of_a_system_that_allows_only_less_is_let_pass if {
	key := {"record": {"createdAt": "2026-11-01T00:00:00Z"}, "expires": "2027-05-01T00:00:00Z"}
	rule.deny == set() with input as _of(key) with data.estate as _estate
}

test_old_key_on_its_way_out_is_clean if {
	old := {"createdAt": "2024-01-01T00:00:00Z"}
	near := {"record": old, "expires": "2027-05-21T08:00:00Z"}
	rule.deny == set() with input as _of(near) with data.estate as _estate
	far := {"record": old, "expires": "2027-05-21T08:00:01Z"}
	rule.deny == {_key_finding("api-key", "2027-05-21T08:00:01Z", "2024-01-01T00:00:00Z")} with input as _of(far)
		with data.estate as _estate
}

test_other_types_and_what_does_not_work_are_clean if {
	every record in [{"type": "federated"}, {"type": "managed"}, {"type": "password"}, {"status": "revoked"}] {
		key := {"record": record, "expires": "2029-01-01T00:00:00Z"}
		rule.deny == set() with input as _of(key) with data.estate as _estate
		rule.unknown == set() with input as _of(key) with data.estate as _estate
	}
}

test_unread_end_is_unknown if {
	document := _of({"record": {"unknown": ["expiresAt"]}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {{
		"id": "credential:crm/main/k1",
		"app": "crm",
		"reason": "expiry-unread",
		"credential": "credential:crm/main/k1",
		"msg": concat("", [
			"Whether credential:crm/main/k1 is valid for too long cannot be judged: ",
			"its end could not be read.",
		]),
	}} with input as document
		with data.estate as _estate
}

_quiet(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_each_kind_of_machine_but_shared_ones if {
	far := {"registry": {"expires": "2036-12-31T23:59:59Z"}}
	every kind in ["service", "agent", "workload"] {
		document := fixture.machine(object.union(far, {"kind": kind}))
		count(rule.deny) == 1 with input as document with data.estate as _estate
	}
	_quiet(fixture.machine(object.union(far, {"kind": "shared"})))
	_quiet(fixture.machine(object.union(far, {"identities": [fixture.user({"record": {"status": "unknown"}})]})))
}

test_record_that_is_off_is_asked_for_no_end if {
	off := fixture.user({"record": {"status": "disabled"}, "expires": "2036-12-31T23:59:59Z"})
	_quiet(fixture.subject({"kind": "service", "identities": [fixture.user({}), off]}))
}

test_unread_end_of_what_needs_none_is_clean if {
	_quiet(_of({"record": {"type": "federated", "unknown": ["expiresAt"]}}))
	_quiet(_of({"record": {"status": "revoked", "unknown": ["expiresAt"]}}))
}

test_key_is_on_its_way_out_from_the_day_it_is_old_enough if {
	_quiet(_of({"record": {"createdAt": "2026-05-26T08:00:00Z"}, "expires": "2027-05-21T08:00:00Z"}))
}

_doubt(reason, text) := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": reason,
	"credential": "credential:crm/main/k1",
	"msg": concat("", ["Whether credential:crm/main/k1 is valid for too long cannot be judged: ", text, "."]),
}

_until(expires, record) := _of({"record": object.union({"createdAt": "2026-11-01T00:00:00Z"}, record), "expires": expires})

test_long_life_of_what_may_not_work_is_unknown if {
	untold := _until("2027-11-01T00:00:00Z", {"status": "unknown"})
	rule.deny == set() with input as untold with data.estate as _estate
	rule.unknown == {_doubt("credential-unknown", "its status is not known")} with input as untold with data.estate as _estate
	_quiet(_until("2027-05-02T00:00:00Z", {"status": "unknown"}))
	_quiet(_until("2027-11-01T00:00:00Z", {"status": "unknown", "type": "federated"}))
	_quiet(_until("2026-11-21T00:00:00Z", {"status": "unknown", "createdAt": "2024-11-01T00:00:00Z"}))
}

test_life_of_what_may_be_anything_is_unknown_beyond_the_shortest_limit if {
	untold := _until("2027-02-01T00:00:01Z", {"type": "unknown"})
	rule.deny == set() with input as untold with data.estate as _estate
	rule.unknown == {_doubt("type-unknown", "nothing tells what it is")} with input as untold with data.estate as _estate
	_quiet(_until("2027-02-01T00:00:00Z", {"type": "unknown"}))
	_quiet(_until("2027-02-01T00:00:01Z", {"type": "unknown", "status": "revoked"}))
	_quiet(_until("2027-02-01T00:00:01Z", {"type": "managed"}))
}
