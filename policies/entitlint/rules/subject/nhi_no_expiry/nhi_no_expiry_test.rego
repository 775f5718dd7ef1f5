package entitlint.rules.subject.nhi_no_expiry_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.nhi_no_expiry as rule
import future.keywords.not

_finding := {"id": "nhi:ci", "app": "crm", "reason": "identity", "msg": "nhi:ci has no end."}

_key_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "credential",
	"credential": "credential:crm/main/k1",
	"msg": "credential:crm/main/k1 of nhi:ci never expires.",
}

_endless_registry := object.remove(fixture.registry({}), ["expires"])

_registered(registry) := object.union(object.remove(fixture.machine({}), ["registry"]), {"registry": registry})

_with_key(record) := fixture.machine({"credentials": [fixture.credential({"record": record})]})

test_machine_without_an_end_violates if {
	rule.deny == {_finding} with input as _registered(_endless_registry) with data.estate as fixture.estate
	rule.unknown == set() with input as _registered(_endless_registry) with data.estate as fixture.estate
}

test_low_tier_is_medium if {
	estate := fixture.estate_with({"apps": {"crm": {"tier": 3}}})
	medium := object.union(_finding, {"severity": "medium"})
	rule.deny == {medium} with input as _registered(_endless_registry) with data.estate as estate
}

test_machine_with_an_end_is_clean if {
	rule.deny == set() with input as fixture.machine({}) with data.estate as fixture.estate
	in_directory := fixture.user({"record": {"kind": "service"}, "expires": "2027-01-01T00:00:00Z"})
	document := object.union(_registered(_endless_registry), {"identities": [in_directory]})
	rule.deny == set() with input as document with data.estate as fixture.estate
}

test_platform_managed_machine_needs_no_end if {
	document := _registered(object.union(_endless_registry, {"platformManaged": true}))
	rule.deny == set() with input as document with data.estate as fixture.estate
}

test_shared_identities_and_people_are_not_asked if {
	every kind in ["shared", "human", "unknown"] {
		document := object.union(_registered(_endless_registry), {"kind": kind})
		rule.deny == set() with input as document with data.estate as fixture.estate
	}
}

test_stub_is_asked_only_after_its_day if {
	stub := object.union(_endless_registry, {"proposed": {"who": "person:li@example.com", "decideBy": fixture.now}})
	rule.deny == set() with input as _registered(stub) with data.estate as fixture.estate
	late := object.union(stub, {"proposed": {"decideBy": "2026-11-22T07:59:59Z"}})
	rule.deny == {_finding} with input as _registered(late) with data.estate as fixture.estate
}

test_key_that_never_expires_violates if {
	rule.deny == {_key_finding} with input as _with_key({"neverExpires": true}) with data.estate as fixture.estate
}

_tells_ends := fixture.estate_with({"sources": {"crm": {"keyEnds": true}}})

_untold := object.union(_key_finding, {
	"reason": "end-untold",
	"msg": concat("", [
		"Whether credential:crm/main/k1 never expires cannot be judged: ",
		"its system tells of others when they end, and of this one nothing.",
	]),
})

_silent(document, estate) if {
	rule.deny == set() with input as document with data.estate as estate
	rule.unknown == set() with input as document with data.estate as estate
}

test_key_of_which_no_end_is_told_is_unknown_where_its_system_tells_others if {
	every type in ["api-key", "pat", "oauth-client-secret", "sa-key", "scim-token", "certificate"] {
		rule.deny == set() with input as _with_key({"type": type}) with data.estate as _tells_ends
		rule.unknown == {_untold} with input as _with_key({"type": type}) with data.estate as _tells_ends
		_silent(_with_key({"type": type}), fixture.estate)
	}
	every record in [{"type": "ssh-key"}, {"type": "deploy-key"}, {"type": "api-key", "status": "revoked"}] {
		_silent(_with_key(record), _tells_ends)
	}
	key := {"record": {"type": "api-key"}, "expires": "2027-01-01T00:00:00Z"}
	_silent(fixture.machine({"credentials": [fixture.credential(key)]}), _tells_ends)
	_silent(fixture.machine({"kind": "shared", "credentials": [fixture.credential({"record": {"type": "pat"}})]}), _tells_ends)
	rule.unknown == set() with input as _with_key({"type": "api-key", "neverExpires": true}) with data.estate as _tells_ends
	every field in ["expiresAt", "neverExpires"] {
		unread := _with_key({"type": "api-key", "unknown": [field]})
		{one.reason | some one in rule.unknown} == {"credential-unknown"} with input as unread with data.estate as _tells_ends
	}
}

test_key_that_expires_is_revoked_or_of_a_system_without_expiry_is_clean if {
	rule.deny == set() with input as _with_key({}) with data.estate as fixture.estate
	rule.unknown == set() with input as _with_key({}) with data.estate as fixture.estate
	every status in ["disabled", "expired", "revoked", "deleted"] {
		document := _with_key({"neverExpires": true, "status": status})
		rule.deny == set() with input as document with data.estate as fixture.estate
		rule.unknown == set() with input as document with data.estate as fixture.estate
	}
}

test_federated_and_managed_credentials_need_no_end if {
	every type in ["federated", "managed"] {
		document := _with_key({"neverExpires": true, "type": type})
		rule.deny == set() with input as document with data.estate as fixture.estate
	}
}

test_missing_data_of_the_machine_is_unknown if {
	every record, expected in {
		{"kind": "service", "unknown": ["expiresAt"]}: ["expiry-unread", "its end could not be read"],
		{"kind": "service", "status": "unknown"}: ["subject-unknown", "it is not known whether it is still in use"],
	} {
		entry := fixture.user({"record": record})
		document := object.union(_registered(_endless_registry), {"identities": [entry]})
		rule.deny == set() with input as document with data.estate as fixture.estate
		rule.unknown == {object.union(_finding, {
			"reason": expected[0],
			"msg": concat("", ["Whether nhi:ci has no end cannot be judged: ", expected[1], "."]),
		})} with input as document
			with data.estate as fixture.estate
	}
}

test_missing_data_of_a_key_is_unknown if {
	every record in [{"unknown": ["expiresAt"]}, {"unknown": ["neverExpires"]}, {"neverExpires": true, "status": "unknown"}] {
		rule.deny == set() with input as _with_key(record) with data.estate as fixture.estate
		rule.unknown == {object.union(_key_finding, {
			"reason": "credential-unknown",
			"msg": concat("", [
				"Whether credential:crm/main/k1 never expires cannot be judged: ",
				"its end or its status is not known.",
			]),
		})} with input as _with_key(record)
			with data.estate as fixture.estate
	}
}

test_a_role_given_to_a_stub_does_not_wait if {
	stub := fixture.subject({
		"id": "nhi:etl",
		"kind": "service",
		"home": "crm",
		"registry": {
			"id": "nhi:etl",
			"kind": "service",
			"declared": {"file": "access/identities/etl.yaml", "line": 1},
			"proposed": {"who": "person:ana", "decideBy": "2027-01-15T23:59:59Z"},
		},
		"accounts": [fixture.account({"grants": [fixture.grant({"role": "editors"})]})],
	})
	ids := {finding.id | some finding in rule.deny} with input as stub with data.estate as fixture.estate
	ids == {"nhi:etl"}
	without := object.union(stub, {"accounts": [fixture.account({})]})
	rule.deny == set() with input as without with data.estate as fixture.estate
}

test_a_key_with_an_end_does_not_never_expire if {
	document := fixture.machine({"credentials": [fixture.credential({
		"record": {"unknown": ["neverExpires"]},
		"expires": "2027-01-31T23:59:59Z",
	})]})
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_calm(document) if {
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_unread_machine := fixture.user({"record": {"kind": "service", "unknown": ["expiresAt"]}})

_unread_key := {"credentials": [fixture.credential({"record": {"unknown": ["expiresAt"]}})]}

test_whoever_is_not_asked_is_not_doubted if {
	_calm(object.union(_with_key({"neverExpires": true}), {"kind": "shared"}))
	_calm(object.union(fixture.machine(_unread_key), {"kind": "shared"}))
	_calm(object.union(_registered(_endless_registry), {"kind": "shared", "identities": [_unread_machine]}))
	retired := fixture.user({"record": {"kind": "service", "status": "disabled"}})
	_calm(fixture.subject(object.union({"kind": "service", "identities": [retired]}, _unread_key)))
}

test_end_of_the_registry_answers_what_the_directory_does_not if {
	_calm(fixture.machine({"identities": [_unread_machine]}))
}

test_key_of_a_machine_that_may_be_off_does_not_violate if {
	unsure := fixture.user({"record": {"kind": "service", "status": "unknown"}})
	_calm(object.union(_with_key({"neverExpires": true}), {"identities": [unsure]}))
}

test_only_keys_that_may_work_and_need_an_end_are_doubted if {
	every record in [
		{"type": "federated", "unknown": ["expiresAt"]},
		{"status": "unknown"},
		{"status": "revoked", "unknown": ["expiresAt"]},
		{"status": "revoked", "unknown": ["neverExpires"]},
	] {
		_calm(_with_key(record))
	}
	every field in ["expiresAt", "neverExpires"] {
		document := _with_key({"status": "unknown", "unknown": [field]})
		count(rule.unknown) == 1 with input as document with data.estate as fixture.estate
	}
}
