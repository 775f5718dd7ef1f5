package entitlint.rules.subject.nhi_shared_workloads_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_shared_workloads as rule
import future.keywords.not

_estate := _sharing({})

_sharing(params) := fixture.estate_with({"params": {"nhi-shared-workloads": object.union(
	{"most": 1, "ownPool": []},
	params,
)}})

_of(key) := fixture.machine({"credentials": [fixture.credential(key)]})

_two := {"record": {"workloads": ["shop", "billing"]}}

_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "workloads",
	"credential": "credential:crm/main/k1",
	"msg": "credential:crm/main/k1 is used by billing, shop.",
}

test_key_of_several_workloads_violates if {
	rule.deny == {_finding} with input as _of(_two) with data.estate as _estate
	rule.unknown == set() with input as _of(_two) with data.estate as _estate
}

test_as_many_workloads_as_are_allowed_is_clean if {
	rule.deny == set() with input as _of({"record": {"workloads": ["shop"]}}) with data.estate as _estate
	rule.deny == set() with input as _of(_two) with data.estate as _sharing({"most": 2})
	rule.deny == set() with input as _of({}) with data.estate as _estate
}

test_same_key_elsewhere_violates if {
	twin := {"sameKey": ["credential:pay/main/k7"]}
	rule.deny == {object.union(_finding, {
		"reason": "same-key",
		"msg": "credential:crm/main/k1 is the same key as credential:pay/main/k7.",
	})} with input as _of(twin)
		with data.estate as _estate
}

test_key_that_its_holder_has_twice_is_clean if {
	# Such twins are no `sameKey`, which are other holders' alone.
	document := fixture.machine({"credentials": [
		fixture.credential({"record": {"hashId": "h1"}}),
		fixture.credential({"record": {"id": "credential:crm/main/k2", "hashId": "h1"}}),
	]})
	rule.deny == set() with input as document with data.estate as _estate
}

test_replicas_of_one_workload_are_clean if {
	rule.deny == set() with input as _of(_two) with data.estate as _sharing({"ownPool": ["credential:crm/main/k1"]})
}

test_callers_behind_one_address_are_one if {
	hidden := {"record": {"workloads": ["203.0.113.7", "203.0.113.7"]}}
	rule.deny == set() with input as _of(hidden) with data.estate as _estate
}

test_key_that_does_not_work_is_clean if {
	revoked := _of({"record": {"workloads": ["shop", "billing"], "status": "revoked"}})
	rule.deny == set() with input as revoked with data.estate as _estate
}

test_privileged_account_is_high if {
	document := fixture.machine({
		"accounts": [fixture.account({"kind": "service", "privileged": true})],
		"credentials": [fixture.credential(_two)],
	})
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as document with data.estate as _estate
}

test_unread_workloads_are_unknown if {
	unread := {"record": {"unknown": ["workloads"]}}
	rule.deny == set() with input as _of(unread) with data.estate as _estate
	rule.unknown == {{
		"id": "credential:crm/main/k1",
		"app": "crm",
		"reason": "workloads-unread",
		"credential": "credential:crm/main/k1",
		"msg": concat("", [
			"Whether credential:crm/main/k1 is shared cannot be judged: ",
			"which workloads use it could not be read.",
		]),
	}} with input as _of(unread)
		with data.estate as _estate
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_unread(patch) := object.union({"record": {"unknown": ["workloads"]}}, patch)

test_doubts_are_about_machines_and_keys_that_work if {
	_calm(_of({"record": {"unknown": ["workloads"], "status": "revoked"}}))
	_calm(object.union(_of(_unread({})), {"kind": "human"}))
	_calm(_of({"sameKey": []}))
	rule.unknown == set() with input as _of(_unread({"sameKey": ["credential:pay/main/k7"]})) with data.estate as _estate
}

test_key_is_as_grave_as_its_own_account if {
	other := fixture.account({"record": {"id": "account:crm/main/a9"}, "privileged": true})
	document := object.union(_of(_two), {"accounts": [fixture.account({}), other]})
	rule.deny == {_finding} with input as document with data.estate as _estate
}

test_shared_key_that_may_work_is_unknown if {
	every shared in [_two, {"sameKey": ["credential:pay/main/k7"]}] {
		untold := _of(object.union(shared, {"record": object.union(object.get(shared, "record", {}), {"status": "unknown"})}))
		rule.deny == set() with input as untold with data.estate as _estate
		rule.unknown == {{
			"id": "credential:crm/main/k1",
			"app": "crm",
			"reason": "credential-unknown",
			"credential": "credential:crm/main/k1",
			"msg": "Whether credential:crm/main/k1, which is shared, works cannot be judged: its status is not known.",
		}} with input as untold
			with data.estate as _estate
		rule.unknown == set() with input as untold with data.estate as _sharing({"ownPool": ["credential:crm/main/k1"]})
	}
	_calm(_of({"record": {"status": "unknown"}}))
	_calm(_of(object.union(_two, {"record": {"status": "unknown", "workloads": ["a", "b"]}, "expires": "2026-11-21T00:00:00Z"})))
}
