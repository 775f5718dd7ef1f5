package entitlint.rules.subject.priv_standing_admin_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.priv_standing_admin as rule
import future.keywords.not

_finding := {
	"id": "grant:crm/main/g1",
	"app": "crm",
	"reason": "standing",
	"account": "account:crm/main/a7",
	"grant": "grant:crm/main/g1",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 holds the privileged role/editor in crm at all hours and without an end.",
}

_of(account, grant) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(
		fixture.account({
			"privileged": true,
			"grants": [fixture.grant(object.union({"privileged": true}, grant))],
		}),
		account,
	)],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_found(document) if {
	rule.deny == {_finding} with input as document with data.estate as fixture.estate
	rule.unknown == set() with input as document with data.estate as fixture.estate
}

_undecided(document, reason, why) if {
	rule.deny == set() with input as document with data.estate as fixture.estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": reason,
		"msg": concat("", [
			"Whether account:crm/main/a7 holds the privileged role/editor in crm for good cannot be judged: ",
			why,
			".",
		]),
	})} with input as document
		with data.estate as fixture.estate
}

test_a_privileged_right_for_good_violates if {
	_found(_of({}, {}))
	_found(object.union(_of({}, {}), {"kind": "external"}))
}

test_what_was_only_declared_is_told_with_its_line if {
	declared := object.remove(fixture.grant({"privileged": true, "declared": {"file": "teams.yaml", "line": 9}}), ["observed"])
	document := _of({"grants": [declared]}, {})
	{finding.msg | some finding in rule.deny} == {concat("", [
		"account:crm/main/a7 holds the privileged role/editor in crm at all hours and without an end",
		" (declared in teams.yaml:9).",
	])} with input as document
		with data.estate as fixture.estate
}

test_somebody_who_matches_nobody_is_told_too if {
	document := object.union(_of({}, {}), {"identities": []})
	rule.deny == {object.remove(_finding, ["identity"])} with input as document with data.estate as fixture.estate
}

test_what_is_not_privileged_denied_or_of_no_effect_is_clean if {
	_clean(_of({"grants": [fixture.grant({})]}, {}))
	_clean(_of({}, {"record": {"effect": "deny"}}))
	_clean(_of({}, {"denied": true}))
	_clean(_of({}, {"record": {"window": {"from": "2026-11-22T08:00:01Z"}}}))
	_clean(_of({"record": {"status": "disabled"}}, {}))
	_clean(_of({"expires": "2026-11-22T07:59:59Z"}, {}))
}

test_leavers_are_left_to_other_rules if {
	_clean(object.union(_of({}, {}), {"identities": [fixture.leaver]}))
}

test_emergency_accounts_are_spared if {
	_clean(_of({"kind": "break-glass"}, {}))
	_clean(_of({"breakglass": fixture.breakglass({"allow": ["priv-standing-admin"]})}, {}))
	_found(_of({"breakglass": fixture.breakglass({"allow": ["sso-bypass-login"]})}, {}))
}

test_machines_are_left_to_another_rule if {
	every kind in ["service", "agent", "workload", "shared", "system", "break-glass"] {
		_clean(object.union(_of({}, {}), {"kind": kind}))
		_clean(object.union(_of({"record": {"status": "unknown"}}, {}), {"kind": kind}))
	}
}

test_a_right_with_an_end_or_a_switch_is_clean if {
	_clean(_of({}, {"expires": "2026-12-01T00:00:00Z"}))
	_clean(_of({}, {"until": "2026-12-01T00:00:00Z"}))
	_clean(_of({}, {"record": {"window": {"to": "2026-12-01T00:00:00Z"}}}))
	_clean(_of({}, {"record": {"eligibleOnly": true}}))
	_found(_of({}, {"record": {"eligibleOnly": false}}))
	_clean(_of({}, {"record": {"source": "jit"}}))
	_found(_of({}, {"record": {"source": "manual"}}))
}

test_a_membership_with_an_end_is_one_of_the_right if {
	membership := {"id": "membership:okta/main/m1", "group": "group:okta/main/g1", "system": "okta", "observedAt": fixture.now}
	ending := object.union(membership, {"expires": "2026-12-01T00:00:00Z"})
	_clean(_of({"memberships": [ending]}, {"via": ["group:okta/main/g1"]}))
	_found(_of({"memberships": [ending]}, {"via": ["group:okta/main/g2"]}))
	_found(_of({"memberships": [membership]}, {"via": ["group:okta/main/g1"]}))
}

test_missing_data_is_unknown if {
	_undecided(_of({"record": {"status": "unknown"}}, {}), "account-unknown", "the status of the account is not known")
	_undecided(
		object.union(_of({}, {}), {"kind": "unknown"}),
		"kind-unknown",
		"nothing tells whether a person or a machine holds it",
	)
	every field in ["expiresAt", "eligibleOnly"] {
		_undecided(
			_of({}, {"record": {"unknown": [field]}}),
			"term-unread",
			"whether it has an end could not be read",
		)
	}
	_clean(object.union(_of({"record": {"status": "disabled"}}, {}), {"kind": "unknown"}))
	_undecided(
		object.union(_of({"record": {"status": "unknown"}}, {"record": {"unknown": ["expiresAt"]}}), {"kind": "unknown"}),
		"account-unknown",
		"the status of the account is not known",
	)
}
