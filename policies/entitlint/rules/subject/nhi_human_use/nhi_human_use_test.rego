package entitlint.rules.subject.nhi_human_use_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_human_use as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("nhi-human-use", "setup", "2026-11-15T08:00:00Z"),
	{"params": {"nhi-human-use": {"interactive": ["console", "saml"]}}},
)

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "interactive",
	"account": "account:crm/main/a7",
	"msg": "account:crm/main/a7 is a machine's, and lets people sign in by console and saml.",
}

_mfa_finding := object.union(_finding, {
	"reason": "mfa",
	"msg": "account:crm/main/a7 is a machine's, and has a second factor enrolled, as only a person can.",
})

_key_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "personal-key",
	"credential": "credential:crm/main/k1",
	"identity": "identity:hr/main/7",
	"msg": "credential:crm/main/k1 is a person's, and runs backup and deploy.",
}

_of(account) := fixture.machine({"accounts": [object.union(
	fixture.account({"kind": "service", "link": {"by": "registry"}}),
	account,
)]})

_signing(record) := _of({"record": object.union({"loginMethods": ["saml", "password", "console"]}, record)})

_created(at) := _of({"created": at, "record": {"loginMethods": ["console", "saml"]}})

_enrolled := _of({"record": {"mfa": {"enrolled": true}}})

_with_key(patch) := fixture.subject({
	"identities": [fixture.worker({})],
	"credentials": [fixture.credential(object.union({"record": {"workloads": ["deploy", "backup"]}}, patch))],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_found(document, finding) if {
	rule.deny == {finding} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_machine_that_people_sign_in_as_violates if {
	_found(_signing({}), _finding)
	every kind in ["agent", "workload"] {
		_found(object.union(_signing({}), {"kind": kind}), _finding)
	}
	_clean(_of({"record": {"loginMethods": ["password", "key"]}}))
	_clean(_of({}))
}

test_a_machine_with_a_second_factor_violates if {
	_found(_enrolled, _mfa_finding)
	_clean(_of({"record": {"mfa": {"enrolled": false}}}))
}

test_a_key_of_a_person_that_runs_workloads_violates if {
	_found(_with_key({}), _key_finding)
	_clean(_with_key({"record": {"workloads": []}}))
	_clean(_with_key({"record": {"status": "revoked"}}))
	_clean(object.union(_with_key({}), {"kind": "service"}))
	_clean(object.union(_with_key({}), {"identities": [fixture.leaver]}))
}

test_an_account_is_set_up_for_a_while if {
	_clean(_created("2026-11-15T08:00:00Z"))
	_found(_created("2026-11-15T07:59:59Z"), _finding)
}

test_emergency_accounts_are_for_people if {
	_clean(_of({"kind": "break-glass", "record": {"loginMethods": ["console"]}}))
	_clean(_of({
		"breakglass": fixture.breakglass({"allow": ["nhi-human-use"]}),
		"record": {"loginMethods": ["console"]},
	}))
}

test_shared_identities_people_and_what_is_gone_are_clean if {
	every kind in ["shared", "human", "unknown"] {
		_clean(object.union(_signing({}), {"kind": kind}))
	}
	_clean(_signing({"status": "disabled"}))
	_clean(object.union(object.remove(_signing({}), ["registry"]), {"identities": [fixture.user({"record": {
		"kind": "service",
		"status": "disabled",
	}})]}))
}

test_missing_data_is_unknown if {
	every document, expected in {
		_signing({"status": "unknown"}): ["account-unknown", "its status is not known"],
		_of({"record": {"mfa": {"enrolled": true}, "status": "unknown"}}): ["account-unknown", "its status is not known"],
		_of({"record": {"unknown": ["loginMethods"]}}): ["login-unread", "how it is signed in with could not be read"],
		_of({"record": {"unknown": ["mfa"]}}): ["login-unread", "how it is signed in with could not be read"],
	} {
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {object.union(_finding, {
			"reason": expected[0],
			"msg": concat("", [
				"Whether people sign in as account:crm/main/a7 cannot be judged: ",
				expected[1],
				".",
			]),
		})} with input as document
			with data.estate as _estate
	}
	_clean(_of({"record": {"status": "unknown"}}))
	_clean(_of({"record": {"status": "disabled", "unknown": ["loginMethods"]}}))
	_found(_signing({"unknown": ["mfa"]}), _finding)
}

test_missing_data_of_a_key_is_unknown if {
	unread := {"record": {"workloads": [], "unknown": ["workloads"]}}
	rule.deny == set() with input as _with_key(unread) with data.estate as _estate
	rule.unknown == {object.union(object.remove(_key_finding, ["identity"]), {
		"reason": "workloads-unread",
		"msg": concat("", [
			"Whether credential:crm/main/k1 of a person runs workloads cannot be judged: ",
			"that could not be read.",
		]),
	})} with input as _with_key(unread)
		with data.estate as _estate
	_clean(object.union(_with_key(unread), {"kind": "service"}))
	_clean(_with_key(object.union(unread, {"record": {"status": "revoked", "workloads": [], "unknown": ["workloads"]}})))
}

test_key_of_a_person_that_may_work_is_unknown if {
	untold := {"record": {"status": "unknown"}}
	rule.deny == set() with input as _with_key(untold) with data.estate as _estate
	rule.unknown == {object.union(object.remove(_key_finding, ["identity"]), {
		"reason": "credential-unknown",
		"msg": "Whether credential:crm/main/k1 of a person runs workloads cannot be judged: its status is not known.",
	})} with input as _with_key(untold)
		with data.estate as _estate
	_clean(_with_key({"record": {"status": "unknown", "workloads": []}}))
	_clean(_with_key(object.union(untold, {"expires": "2026-11-21T00:00:00Z"})))
}
