package entitlint.rules.subject.nhi_weak_credential_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_weak_credential as rule
import future.keywords.not

_estate := _federating([])

_federating(systems) := fixture.estate_with({"params": {"nhi-weak-credential": {"federates": systems}}})

_of(key) := fixture.machine({"credentials": [fixture.credential(key)]})

_trust(record) := {"record": object.union(
	{"type": "federated", "subject": "repo:acme/site:ref:refs/heads/main", "audience": "crm"},
	record,
)}

_finding(reason, text, severity) := object.union(
	{
		"id": "credential:crm/main/k1",
		"app": "crm",
		"reason": reason,
		"credential": "credential:crm/main/k1",
		"msg": concat("", ["credential:crm/main/k1 ", text, "."]),
	},
	severity,
)

_high := {"severity": "high"}

_wildcard := _finding("wildcard-trust", "trusts workloads by a pattern that others fit too", _high)

test_trust_in_everybody_violates if {
	every record in [
		{"subject": "*"},
		{"subject": ""},
		{"subject": "repo:acme/*:ref:refs/heads/main"},
		{"subject": "repo:*"},
		{"subject": "system*"},
		{"audience": "*"},
	] {
		rule.deny == {_wildcard} with input as _of(_trust(record)) with data.estate as _estate
		rule.unknown == set() with input as _of(_trust(record)) with data.estate as _estate
	}
}

test_trust_in_one_workload_is_clean if {
	rule.deny == set() with input as _of(_trust({})) with data.estate as _estate
	rule.unknown == set() with input as _of(_trust({})) with data.estate as _estate
}

test_pattern_among_the_workloads_of_one_repository_is_clean if {
	rule.deny == set() with input as _of(_trust({"subject": "repo:acme/site:*"})) with data.estate as _estate
}

test_trust_that_names_nobody_violates if {
	text := "trusts workloads without naming both who they are and for whom their proof is"
	key := {"record": {"type": "federated", "subject": "repo:acme/site:ref:refs/heads/main"}, "open": ["audience"]}
	rule.deny == {_finding("open-trust", text, _high)} with input as _of(key) with data.estate as _estate
	unread := {"record": {"type": "federated", "subject": "repo:acme/site:ref:refs/heads/main"}}
	rule.deny == set() with input as _of(unread) with data.estate as _estate
}

_password := {"record": {"type": "password"}}

_password_finding(severity) := _finding("password", "is the password of a machine", severity)

test_password_of_a_machine_is_low_unless_it_is_privileged if {
	rule.deny == {_password_finding({"severity": "low"})} with input as _of(_password) with data.estate as _estate
	privileged := fixture.machine({
		"accounts": [fixture.account({"kind": "service", "privileged": true})],
		"credentials": [fixture.credential(_password)],
	})
	rule.deny == {_password_finding({})} with input as privileged with data.estate as _estate
}

test_password_of_a_machine_that_nobody_registered_violates if {
	document := fixture.subject({
		"kind": "unknown",
		"unmatched": true,
		"accounts": [fixture.account({"kind": "service", "link": {"situation": "unmatched"}})],
		"credentials": [fixture.credential(_password)],
	})
	rule.deny == {_password_finding({"severity": "low"})} with input as document with data.estate as _estate
}

test_password_of_a_person_and_of_a_shared_login_is_clean if {
	person := fixture.subject({"identities": [fixture.worker({})], "credentials": [fixture.credential(_password)]})
	rule.deny == set() with input as person with data.estate as _estate
	shared := fixture.subject({"kind": "shared", "credentials": [fixture.credential(_password)]})
	rule.deny == set() with input as shared with data.estate as _estate
}

test_what_the_platform_manages_is_clean if {
	rule.deny == set() with input as _of({"record": {"type": "managed"}}) with data.estate as _estate
}

test_static_key_violates_only_where_the_system_could_trust_workloads if {
	text := "is a static key where its system could trust the workload itself"
	every type in ["api-key", "oauth-client-secret", "sa-key", "pat"] {
		key := {"record": {"type": type}}
		rule.deny == {_finding("static-key", text, {})} with input as _of(key) with data.estate as _federating(["crm"])
		rule.deny == set() with input as _of(key) with data.estate as _estate
	}
	person := fixture.subject({"identities": [fixture.worker({})], "credentials": [fixture.credential({})]})
	rule.deny == set() with input as person with data.estate as _federating(["crm"])
}

test_what_does_not_work_or_has_gone_is_clean if {
	revoked := _of({"record": {"type": "password", "status": "revoked"}})
	rule.deny == set() with input as revoked with data.estate as _estate
	gone := fixture.subject({
		"kind": "service",
		"identities": [fixture.user({"record": {"status": "disabled"}})],
		"credentials": [fixture.credential(_password)],
	})
	rule.deny == set() with input as gone with data.estate as _estate
}

test_trust_that_could_not_be_read_is_unknown if {
	every field in ["subject", "audience"] {
		document := _of({"record": {"type": "federated", "unknown": [field]}})
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {{
			"id": "credential:crm/main/k1",
			"app": "crm",
			"reason": "trust-unread",
			"credential": "credential:crm/main/k1",
			"msg": concat("", [
				"Whether credential:crm/main/k1 lets in more than one workload cannot be judged: ",
				"whom it trusts could not be read.",
			]),
		}} with input as document
			with data.estate as _estate
	}
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_only_trust_that_works_and_is_not_told_is_doubted if {
	_calm(_of({"record": {"unknown": ["subject"], "type": "ssh-key"}}))
	_calm(_of({"record": {"unknown": ["subject"], "type": "federated", "status": "revoked"}}))
	wide := _of({"record": {"type": "federated", "subject": "*", "unknown": ["audience"]}})
	rule.unknown == set() with input as wide with data.estate as _estate
	count(rule.deny) == 1 with input as wide with data.estate as _estate
}

test_what_is_no_pattern_is_clean if {
	_calm(_of({"record": {"type": "ssh-key", "subject": "*"}}))
	_calm(_of({"record": {"type": "federated", "subject": "machine-7", "audience": "crm"}, "open": []}))
	key := _of({"record": {"type": "ssh-key"}})
	rule.deny == set() with input as key with data.estate as _federating(["crm"])
}

_doubt(reason, text) := _finding(reason, "", {"msg": concat("", ["Whether credential:crm/main/k1", text, "."])})

test_weak_key_that_may_work_is_unknown if {
	found := _doubt("credential-unknown", ", which is weak, works cannot be judged: its status is not known")
	every key in [
		{"record": {"type": "password"}},
		{"record": {"type": "sa-key"}},
		_trust({"subject": "*"}),
		object.union(_trust({}), {"open": ["audience"]}),
	] {
		untold := _of(object.union(key, {"record": {"status": "unknown"}}))
		rule.deny == set() with input as untold with data.estate as _federating(["crm"])
		rule.unknown == {found} with input as untold with data.estate as _federating(["crm"])
	}
	_calm(_of(_trust({"status": "unknown"})))
	_calm(_of({"record": {"type": "password", "status": "unknown"}, "expires": "2026-11-21T00:00:00Z"}))
}

test_key_of_a_machine_of_no_known_type_is_unknown if {
	found := _doubt("type-unknown", " is weak cannot be judged: nothing tells what it is")
	untold := _of({"record": {"type": "unknown"}})
	rule.deny == set() with input as untold with data.estate as _estate
	rule.unknown == {found} with input as untold with data.estate as _estate
	_calm(_of({"record": {"type": "unknown", "status": "revoked"}}))
}

test_key_of_a_person_of_no_known_type_is_unknown_where_it_trusts_too_many if {
	found := _doubt("type-unknown", " is weak cannot be judged: nothing tells what it is")
	untold := {"identities": [fixture.worker({})], "credentials": [fixture.credential(_trust({"type": "unknown", "subject": "*"}))]}
	rule.unknown == {found} with input as fixture.subject(untold) with data.estate as _estate
	plain := object.union(untold, {"credentials": [fixture.credential({"record": {"type": "unknown"}})]})
	_calm(fixture.subject(plain))
}

test_nothing_is_doubted_of_what_has_gone if {
	gone := {"kind": "service", "identities": [fixture.user({"record": {"status": "disabled"}})]}
	every record in [{"type": "unknown"}, {"type": "password", "status": "unknown"}] {
		_calm(fixture.subject(object.union(gone, {"credentials": [fixture.credential({"record": record})]})))
	}
}

test_weak_password_of_which_not_everything_was_read_is_told_and_not_doubted if {
	document := _of({"record": {"type": "password", "unknown": ["type"]}})
	rule.deny == {_password_finding({"severity": "low"})} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}
