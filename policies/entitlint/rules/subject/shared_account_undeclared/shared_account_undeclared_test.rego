package entitlint.rules.subject.shared_account_undeclared_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.shared_account_undeclared as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("shared-account-undeclared", "rotateWithin", "2026-11-21T08:00:00Z"),
	{"params": {"shared-account-undeclared": {"names": ["support", "team-*"]}}},
)

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "generic",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 belongs to nobody, and Support@example.com is the name of a login that many use.",
}

_key_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "not-rotated",
	"credential": "credential:crm/main/k1",
	"msg": concat("", [
		"credential:crm/main/k1 of the shared nhi:ci is older than the leaving of one of its owners, ",
		"at 2026-11-20T12:00:00Z.",
	]),
}

_of(patch) := fixture.subject({"unmatched": true, "accounts": [object.union(
	object.remove(fixture.account({"record": {"userName": "Support@example.com"}}), ["link"]),
	object.union({"link": {"situation": "unmatched"}}, patch),
)]})

_left(record) := [
	fixture.owner({}),
	fixture.owner_in(object.union({"status": "terminated", "since": "2026-11-20T12:00:00Z"}, record)),
]

_shared(record, owner) := fixture.machine({
	"kind": "shared",
	"owners": _left(owner),
	"credentials": [fixture.credential({"record": record})],
})

_old := {"createdAt": "2026-11-20T11:59:59Z"}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_found(document, finding) if {
	rule.deny == {finding} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_login_of_many_that_nobody_declared_violates if {
	_found(_of({}), _finding)
	_found(_of({"kind": "unknown"}), _finding)
	_found(_of({"privileged": true}), object.union(_finding, {"severity": "high"}))
	_found(_of({"record": {"userName": "Team-Blue"}}), object.union(_finding, {"msg": concat("", [
		"account:crm/main/a7 belongs to nobody, ",
		"and Team-Blue is the name of a login that many use.",
	])}))
}

test_names_of_people_are_clean if {
	_clean(_of({"record": {"userName": "dana"}}))
	_clean(_of({"record": {"userName": "supporter"}}))
}

test_an_account_of_somebody_is_clean_whatever_its_name if {
	every link in [
		{"situation": "linked", "by": "manual"},
		{"situation": "unlinked", "by": "userName"},
		{"situation": "unmatched", "by": "manual"},
		{"situation": "disputed"},
	] {
		_clean(_of({"link": link}))
	}
}

test_what_is_declared_has_no_login_or_is_not_used_is_clean if {
	_clean(_of({"kind": "system"}))
	_clean(_of({"kind": "shared"}))
	_clean(_of({"record": {"loginMethods": []}}))
	_found(_of({"record": {"loginMethods": ["password"]}}), _finding)
	_found(_of({"record": {"loginMethods": [], "unknown": ["loginMethods"]}}), _finding)
	_clean(_of({"record": {"status": "disabled"}}))
	_clean(object.union(_of({}), {"registry": fixture.registry({"kind": "shared"})}))
}

test_a_secret_that_a_leaver_knows_violates if {
	_found(_shared(_old, {}), _key_finding)
	_found(_shared({"createdAt": "2026-01-01T00:00:00Z", "rotatedAt": "2026-11-20T11:59:59Z"}, {}), _key_finding)
	_found(_shared(_old, {"status": "active", "ends": "2026-11-20T12:00:00Z"}), _key_finding)
	privileged := {"accounts": [fixture.account({"kind": "shared", "link": {"by": "registry"}, "privileged": true})]}
	_found(object.union(_shared(_old, {}), privileged), object.union(_key_finding, {"severity": "high"}))
}

test_a_secret_that_was_changed_or_that_nobody_knows_is_clean if {
	_clean(_shared({"createdAt": "2026-11-20T12:00:00Z"}, {}))
	_clean(_shared(object.union(_old, {"rotatedAt": "2026-11-20T12:00:00Z"}), {}))
	every type in ["federated", "managed"] {
		_clean(_shared(object.union(_old, {"type": type}), {}))
	}
	_clean(_shared(object.union(_old, {"status": "revoked"}), {}))
}

test_there_is_a_day_to_change_it if {
	_clean(_shared(_old, {"since": "2026-11-21T08:00:00Z"}))
	_clean(object.union(_shared(_old, {}), {"owners": [fixture.owner({})]}))
}

test_other_machines_are_not_asked if {
	every kind in ["service", "agent", "workload"] {
		_clean(object.union(_shared(_old, {}), {"kind": kind}))
	}
	gone := {"identities": [fixture.user({"record": {"kind": "shared", "status": "disabled"}})]}
	_clean(object.union(object.remove(_shared(_old, {}), ["registry"]), gone))
}

test_missing_data_is_unknown if {
	status := _of({"record": {"status": "unknown"}})
	rule.deny == set() with input as status with data.estate as _estate
	rule.unknown == {object.union(_finding, {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether account:crm/main/a7 is a shared login that is in use cannot be judged: ",
			"its status is not known.",
		]),
	})} with input as status
		with data.estate as _estate
	rule.deny == set() with input as _shared({}, {}) with data.estate as _estate
	rule.unknown == {object.union(_key_finding, {
		"reason": "secret-unknown",
		"msg": concat("", [
			"Whether credential:crm/main/k1 of the shared nhi:ci was changed since one of its owners left ",
			"cannot be judged: its age is not known.",
		]),
	})} with input as _shared({}, {})
		with data.estate as _estate
	_clean(_shared({}, {"since": "2026-11-21T08:00:00Z"}))
	undated := object.union(_shared(_old, {}), {"owners": [fixture.owner({}), fixture.owner_in({"status": "terminated"})]})
	rule.deny == set() with input as undated with data.estate as _estate
	rule.unknown == {object.union(_key_finding, {
		"reason": "leaving-unknown",
		"msg": concat("", [
			"Whether credential:crm/main/k1 of the shared nhi:ci was changed since one of its owners left ",
			"cannot be judged: nothing tells when that was.",
		]),
	})} with input as undated
		with data.estate as _estate
	both := object.union(undated, {"owners": array.concat(undated.owners, _left({}))})
	_found(both, _key_finding)

	# That one left before it was changed says nothing of the other.
	changed := object.union(_shared({"createdAt": "2026-11-20T12:00:00Z"}, {}), {"owners": both.owners})
	rule.deny == set() with input as changed with data.estate as _estate
	{finding.reason | some finding in rule.unknown} == {"leaving-unknown"} with input as changed
		with data.estate as _estate
}

test_who_left_today_does_not_hide_who_left_before if {
	today := fixture.owner_in({"status": "terminated", "since": "2026-11-22T07:00:00Z"})
	document := _shared(_old, {})
	_found(object.union(document, {"owners": array.concat(document.owners, [today])}), _key_finding)
}

_unread_name(record) := fixture.subject({"unmatched": true, "accounts": [object.union(
	object.remove(fixture.account({"record": object.union({"unknown": ["userName"]}, record)}), ["link"]),
	{"link": {"situation": "unmatched"}},
)]})

test_a_name_that_could_not_be_read_is_unknown if {
	every status in ["active", "unknown"] {
		document := _unread_name({"status": status})
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(_finding, {
			"reason": "name-unread",
			"msg": concat("", [
				"Whether account:crm/main/a7 is a shared login that is in use cannot be judged: ",
				"its user name could not be read.",
			]),
		})} with input as document
			with data.estate as _estate
	}
	_clean(_unread_name({"status": "disabled"}))
	_clean(_unread_name({"userName": "dana"}))
	_clean(object.union(_unread_name({}), {"registry": fixture.registry({})}))
}

test_a_secret_that_may_work_is_unknown if {
	untold := _shared(object.union(_old, {"status": "unknown"}), {})
	rule.deny == set() with input as untold with data.estate as _estate
	rule.unknown == {object.union(_key_finding, {
		"reason": "credential-unknown",
		"msg": concat("", [
			"Whether credential:crm/main/k1 of the shared nhi:ci was changed since one of its owners left ",
			"cannot be judged: its status is not known.",
		]),
	})} with input as untold
		with data.estate as _estate
	_clean(_shared({"createdAt": "2026-11-20T12:00:00Z", "status": "unknown"}, {}))
	over := {"credentials": [fixture.credential({
		"record": object.union(_old, {"status": "unknown"}),
		"expires": "2026-11-21T00:00:00Z",
	})]}
	_clean(object.union(untold, over))
}

test_an_account_without_a_name_is_clean if {
	nameless := object.remove(fixture.account({}), ["link"])
	_clean(fixture.subject({"unmatched": true, "accounts": [object.union(nameless, {"link": {"situation": "unmatched"}})]}))
}

test_nothing_is_doubted_of_a_secret_that_does_not_work if {
	left := {"owners": [fixture.owner({}), fixture.owner_in({"status": "terminated"})]}
	_clean(object.union(_shared(object.union(_old, {"status": "revoked"}), {}), left))
}

test_of_an_ended_contract_its_end_counts_and_not_since_when_it_is_active if {
	contract := {"status": "active", "since": "2026-01-01T08:00:00Z", "ends": "2026-11-20T12:00:00Z"}
	_found(_shared(_old, contract), _key_finding)
}
