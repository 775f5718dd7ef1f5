package entitlint.rules.subject.nhi_stale_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_stale as rule
import future.keywords.not

_cutoffs := {"machine": "2026-08-24T08:00:00Z", "key": "2026-10-08T08:00:00Z", "neverUsed": "2026-10-23T08:00:00Z"}

_estate := _with_params({"rare": [], "forgetful": []})

_with_params(params) := fixture.estate_with({
	"cutoffs": {system: {"nhi-stale": _cutoffs} | some system in ["crm", "okta"]},
	"params": {"nhi-stale": params},
})

_old := {"used": "2026-08-24T07:59:59Z", "usedFrom": "2026-08-24T00:00:00Z"}

_recent := {"used": "2026-11-20T10:00:00Z"}

_machine(account, keys) := fixture.machine({
	"accounts": [fixture.account(object.union({"kind": "service"}, account))],
	"credentials": keys,
})

_key(more) := fixture.credential(more)

_account_found(text) := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "unused",
	"account": "account:crm/main/a7",
	"msg": concat("", ["account:crm/main/a7 ", text, "."]),
}

_unused := _account_found("was not used since 2026-08-24T07:59:59Z")

test_unused_machine_violates if {
	document := _machine({"activity": _old}, [])
	rule.deny == {_unused} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
	privileged := _machine({"activity": _old, "privileged": true}, [])
	rule.deny == {object.union(_unused, {"severity": "high"})} with input as privileged with data.estate as _estate
	untold := _machine({"activity": _old, "kind": "unknown"}, [])
	rule.deny == {_unused} with input as untold with data.estate as _estate
}

test_used_machine_is_clean if {
	rule.deny == set() with input as _machine({"activity": _recent}, []) with data.estate as _estate
	at := {"used": "2026-08-24T08:00:00Z"}
	rule.deny == set() with input as _machine({"activity": at}, []) with data.estate as _estate
}

test_where_nothing_tells_uses_nothing_is_said if {
	rule.deny == set() with input as _machine({}, [_key({})]) with data.estate as _estate
	rule.unknown == set() with input as _machine({}, [_key({})]) with data.estate as _estate
}

test_what_is_off_or_a_person_is_clean if {
	off := _machine({"activity": _old, "record": {"status": "disabled"}}, [])
	rule.deny == set() with input as off with data.estate as _estate
	person := fixture.subject({"accounts": [fixture.account({"activity": _old})]})
	rule.deny == set() with input as person with data.estate as _estate
	gone := fixture.subject({
		"identities": [fixture.leaver],
		"credentials": [_key({"activity": _old})],
	})
	rule.deny == set() with input as gone with data.estate as _estate
}

test_unused_record_of_the_directory_violates if {
	document := fixture.subject({"kind": "service", "identities": [fixture.user({"activity": _old})]})
	rule.deny == {{
		"id": "identity:okta/main/u7",
		"app": "okta",
		"reason": "unused",
		"identity": "identity:okta/main/u7",
		"msg": "identity:okta/main/u7 was not used since 2026-08-24T07:59:59Z.",
	}} with input as document
		with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_machine_that_was_never_used_violates if {
	made := {"createdAt": "2026-10-01"}
	never := object.union(_account_found("was never used, and is there since 2026-10-01"), {"reason": "never-used"})
	rule.deny == {never} with data.estate as _estate
		with input as _machine({"activity": {"never": true}, "record": made}, [])
	seen := object.union(
		_account_found("was never used, and is there since 2026-10-02T00:00:00Z"),
		{"reason": "never-used"},
	)
	rule.deny == {seen} with data.estate as _estate
		with input as _machine({"activity": {"never": true}, "firstSeen": "2026-10-02T00:00:00Z"}, [])
}

test_machine_that_is_new_may_wait if {
	at := {"activity": {"never": true}, "record": {"createdAt": "2026-10-23T08:00:00Z"}}
	rule.deny == set() with input as _machine(at, []) with data.estate as _estate
	undated := {"activity": {"never": true}}
	rule.deny == set() with input as _machine(undated, []) with data.estate as _estate
	unread := {
		"activity": {"never": true},
		"firstSeen": "2026-10-02T00:00:00Z",
		"record": {"unknown": ["createdAt"]},
	}
	rule.deny == set() with input as _machine(unread, []) with data.estate as _estate
}

_key_found := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "key-unused",
	"credential": "credential:crm/main/k1",
	"msg": "credential:crm/main/k1 was not used since 2026-10-08T07:59:59Z.",
}

_old_key := {"activity": {"used": "2026-10-08T07:59:59Z"}}

test_unused_key_violates if {
	document := _machine({"activity": _recent}, [_key(_old_key)])
	rule.deny == {_key_found} with input as document with data.estate as _estate
	privileged := _machine({"activity": _recent, "privileged": true}, [_key(_old_key)])
	rule.deny == {object.union(_key_found, {"severity": "high"})} with input as privileged with data.estate as _estate
	of_a_person := fixture.subject({"identities": [fixture.worker({})], "credentials": [_key(_old_key)]})
	rule.deny == {_key_found} with input as of_a_person with data.estate as _estate
}

test_key_that_was_never_used_violates if {
	never := _key({"activity": {"never": true}, "record": {"createdAt": "2026-10-01T00:00:00Z"}})
	rule.deny == {object.union(_key_found, {
		"reason": "key-never-used",
		"msg": "credential:crm/main/k1 was never used, and is there since 2026-10-01T00:00:00Z.",
	})} with input as _machine({"activity": _recent}, [never])
		with data.estate as _estate
	young := _key({"activity": {"never": true}, "record": {"createdAt": "2026-11-01T00:00:00Z"}})
	rule.deny == set() with input as _machine({"activity": _recent}, [young]) with data.estate as _estate
}

test_key_without_last_use_is_clean if {
	every record in [{"type": "password"}, {"type": "federated"}, {"type": "managed"}, {"status": "revoked"}] {
		document := _machine({"activity": _recent}, [_key(object.union(_old_key, {"record": record}))])
		rule.deny == set() with input as document with data.estate as _estate
	}
}

test_keys_of_an_unused_machine_are_told_with_it if {
	long := {"activity": {"used": "2026-06-01T00:00:00Z"}}
	rule.deny == {_unused} with input as _machine({"activity": _old}, [_key(long)]) with data.estate as _estate
}

test_account_whose_key_is_used_is_used if {
	document := _machine({"activity": _old}, [_key({"activity": _recent})])
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_source_that_tells_a_month_late_is_believed_longer if {
	late := {"used": "2026-09-01T23:59:59Z", "usedFrom": "2026-08-01T00:00:00Z", "granularity": "month"}
	rule.deny == set() with input as _machine({"activity": late}, []) with data.estate as _estate
}

test_what_is_rare_by_design_is_clean if {
	every id in ["nhi:ci", "account:crm/main/a7"] {
		estate := _with_params({"rare": [id], "forgetful": []})
		rule.deny == set() with input as _machine({"activity": _old}, []) with data.estate as estate
	}
}

test_system_that_forgets_is_not_judged if {
	estate := _with_params({"rare": [], "forgetful": ["crm"]})
	rule.deny == set() with input as _machine({"activity": _old}, []) with data.estate as estate
}

_doubt := {object.union(object.remove(_unused, ["msg"]), {
	"reason": "use-unread",
	"msg": "Whether account:crm/main/a7 is still used cannot be judged: not all of its last uses are told.",
})}

test_last_use_that_could_not_be_read_is_unknown if {
	every field in ["lastUsedAt", "lastLoginAt"] {
		document := _machine({"record": {"unknown": [field]}}, [])
		rule.unknown == _doubt with input as document with data.estate as _estate
		rule.deny == set() with input as document with data.estate as _estate
		used := _machine({"record": {"unknown": [field]}}, [_key({"activity": _recent})])
		rule.unknown == set() with input as used with data.estate as _estate
	}
}

test_key_that_may_be_in_use_is_unknown if {
	document := _machine({"activity": _old}, [_key({})])
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == _doubt with input as document with data.estate as _estate
}

test_age_that_could_not_be_read_is_unknown if {
	never := {"activity": {"never": true}, "record": {"unknown": ["createdAt"]}}
	text := ", which was never used, is new cannot be judged: when it was made could not be read."
	document := _machine({}, [_key(never)])
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_key_found, {
		"reason": "age-unread",
		"msg": concat("", ["Whether credential:crm/main/k1", text]),
	})} with input as document
		with data.estate as _estate
	rule.unknown == {object.union(_unused, {
		"reason": "age-unread",
		"msg": concat("", ["Whether account:crm/main/a7", text]),
	})} with input as _machine(never, [])
		with data.estate as _estate
	every quiet in [
		_machine(never, [_key({"activity": _recent})]),
		_machine({}, [_key({"record": never.record, "activity": _recent})]),
		_machine({}, [_key(object.union(never, {"record": {"createdAt": "2026-11-01T00:00:00Z"}}))]),
	] {
		rule.deny == set() with input as quiet with data.estate as _estate
		rule.unknown == set() with input as quiet with data.estate as _estate
	}
}

test_what_nobody_uses_and_may_not_work_is_unknown if {
	untold := {"record": {"status": "unknown"}}
	text := ", which nobody uses, works cannot be judged: its status is not known."
	key := _machine({"activity": _recent}, [_key(object.union(_old_key, untold))])
	rule.deny == set() with input as key with data.estate as _estate
	rule.unknown == {object.union(_key_found, {
		"reason": "status-unknown",
		"msg": concat("", ["Whether credential:crm/main/k1", text]),
	})} with input as key
		with data.estate as _estate
	account := _machine(object.union(untold, {"activity": _old}), [])
	rule.deny == set() with input as account with data.estate as _estate
	rule.unknown == {object.union(_unused, {
		"reason": "status-unknown",
		"msg": concat("", ["Whether account:crm/main/a7", text]),
	})} with input as account
		with data.estate as _estate
	user := fixture.user(object.union(untold, {"activity": _old}))
	record := fixture.machine({"identities": [user], "accounts": []})
	rule.unknown == {{
		"id": "identity:okta/main/u7",
		"app": "okta",
		"reason": "status-unknown",
		"identity": "identity:okta/main/u7",
		"msg": concat("", ["Whether identity:okta/main/u7", text]),
	}} with input as record
		with data.estate as _estate
}

test_what_is_used_or_has_run_out_leaves_no_doubt_about_its_status if {
	untold := {"record": {"status": "unknown"}}
	over := object.union(untold, {"activity": _old, "expires": "2026-11-21T00:00:00Z"})
	person := fixture.account(object.union(untold, {"activity": _old}))
	every quiet in [
		_machine(object.union(untold, {"activity": _recent}), []),
		_machine(over, []),
		_machine({"activity": _recent}, [_key(over)]),
		_machine({"activity": _recent}, [_key({"record": {"status": "unknown", "type": "password"}, "activity": _old})]),
		fixture.subject({"identities": [fixture.user(object.union(untold, {"activity": _old}))], "accounts": [person]}),
	] {
		rule.deny == set() with input as quiet with data.estate as _estate
		rule.unknown == set() with input as quiet with data.estate as _estate
	}
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_record_of_a_person_or_of_a_machine_at_rest_is_clean if {
	_calm(fixture.subject({"identities": [fixture.user({"activity": _old})]}))
	resting := fixture.user({"activity": _old, "record": {"status": "suspended"}})
	_calm(fixture.subject({"kind": "service", "identities": [resting]}))
}

test_persons_account_is_none_of_a_machine if {
	_calm(fixture.subject({"accounts": [fixture.account({"kind": "unknown", "activity": _old})]}))
	_calm(_machine({"kind": "human", "activity": _old}, []))
}

test_account_that_runs_out_this_very_second_may_still_be_in_use if {
	last := {"record": {"status": "unknown"}, "activity": _old, "expires": fixture.now}
	{one.reason | some one in rule.unknown} == {"status-unknown"} with input as _machine(last, [])
		with data.estate as _estate
}

test_what_is_rare_by_design_leaves_no_doubt if {
	estate := _with_params({"rare": ["nhi:ci"], "forgetful": []})
	document := _machine({"record": {"unknown": ["lastUsedAt"]}}, [])
	rule.unknown == set() with input as document with data.estate as estate
}

test_account_that_may_be_off_and_whose_key_is_used_is_used if {
	_calm(_machine({"record": {"status": "unknown"}, "activity": _old}, [_key({"activity": _recent})]))
}

test_day_of_making_counts_before_the_day_of_the_first_sight if {
	dated := {"activity": {"never": true}, "record": {"createdAt": "2026-10-01"}, "firstSeen": "2026-11-01T00:00:00Z"}
	never := object.union(_account_found("was never used, and is there since 2026-10-01"), {"reason": "never-used"})
	rule.deny == {never} with input as _machine(dated, []) with data.estate as _estate
}

test_machine_that_was_first_seen_a_week_ago_may_wait if {
	_calm(_machine({"activity": {"never": true}, "firstSeen": "2026-11-15T00:00:00Z"}, []))
}

test_use_by_key_tells_enough_where_the_last_sign_in_could_not_be_read if {
	_calm(_machine({"activity": _recent, "record": {"unknown": ["lastLoginAt"]}}, []))
}

_second(more) := _key(object.union({"record": {"id": "credential:crm/main/k2"}}, more))

test_one_key_in_use_is_enough_whatever_is_not_told_of_another if {
	_calm(_machine({"activity": _old}, [_key({}), _second({"activity": _recent})]))
}

test_key_that_tells_no_use_leaves_no_doubt_where_it_lets_nobody_in_or_never_tells if {
	every record in [{"type": "password"}, {"status": "revoked"}] {
		document := _machine({"activity": _old}, [_key({"record": record})])
		rule.deny == {_unused} with input as document with data.estate as _estate
		rule.unknown == set() with input as document with data.estate as _estate
	}
}

_long := {"activity": {"used": "2026-06-01T23:59:59Z"}}

_told(document) := {one.id | some one in found} if {
	found := rule.deny with input as document with data.estate as _estate
}

test_key_is_told_by_itself_where_its_account_is_not if {
	persons := fixture.subject({"accounts": [fixture.account({"activity": _old})], "credentials": [_key(_long)]})
	off := _machine({"activity": _old, "record": {"status": "disabled"}}, [_key(_long)])
	every document in [persons, off] {
		_told(document) == {"credential:crm/main/k1"}
	}
}

test_key_beside_one_that_is_in_use_or_may_be_is_told_by_itself if {
	every other in [{}, {"activity": _recent}] {
		_told(_machine({"activity": _old}, [_key(_long), _second(other)])) == {"credential:crm/main/k1"}
	}
}

test_fresh_key_that_was_never_used_is_no_use_of_its_account if {
	every record in [{"createdAt": "2026-11-10T00:00:00Z"}, {"unknown": ["createdAt"]}] {
		fresh := _key({"activity": {"never": true}, "record": record})
		rule.deny == {_unused} with input as _machine({"activity": _old}, [fresh]) with data.estate as _estate
		rule.unknown == set() with input as _machine({"activity": _old}, [fresh]) with data.estate as _estate
	}
}

test_key_used_at_the_limit_keeps_its_account_in_use if {
	at := _key({"activity": {"used": "2026-08-24T08:00:00Z"}})
	_told(_machine({"activity": _old}, [at])) == {"credential:crm/main/k1"}
	before := _key({"activity": {"used": "2026-08-24T07:59:59Z"}})
	_told(_machine({"activity": _old}, [before])) == {"account:crm/main/a7"}
}
