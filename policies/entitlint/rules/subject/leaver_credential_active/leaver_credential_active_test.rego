package entitlint.rules.subject.leaver_credential_active_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.leaver_credential_active as rule
import future.keywords.not

_estate := fixture.estate_with({"cutoffs": {"crm": {"leaver-credential-active": {
	"grace": "2026-11-22T07:00:00Z",
	"ownerGrace": "2026-11-15T08:00:00Z",
}}}})

_blocking(word) := object.union(_estate, {"apps": {"crm": {"deactivationBlocksUse": word}}})

_finding := {
	"id": "credential:crm/main/k1",
	"app": "crm",
	"reason": "inactive",
	"account": "account:crm/main/a7",
	"credential": "credential:crm/main/k1",
	"identity": "identity:hr/main/7",
	"msg": concat("", [
		"credential:crm/main/k1 still works, and its account ",
		"belongs to somebody inactive since 2026-11-20T12:00:00Z.",
	]),
}

_of(identity, account, key) := fixture.subject({
	"identities": [identity],
	"accounts": [fixture.account(account)],
	"credentials": [fixture.credential(key)],
})

_leaver(account, key) := _of(fixture.leaver, account, key)

test_key_of_a_leaver_violates if {
	rule.deny == {_finding} with input as _leaver({}, {}) with data.estate as _estate
	rule.unknown == set() with input as _leaver({}, {}) with data.estate as _estate
}

test_key_of_somebody_here_is_clean if {
	document := _of(fixture.worker({}), {}, {})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_key_that_does_not_work_is_clean if {
	every record in [{"status": "revoked"}, {"status": "disabled"}, {"status": "expired"}, {"type": "password"}] {
		rule.deny == set() with input as _leaver({}, {"record": record}) with data.estate as _estate
		rule.unknown == set() with input as _leaver({}, {"record": record}) with data.estate as _estate
	}
	rule.deny == set() with input as _leaver({}, {"expires": "2026-11-21T00:00:00Z"}) with data.estate as _estate
}

test_consent_of_an_agent_is_left_to_the_rule_about_agents if {
	every type in ["oauth-consent", "oauth-refresh"] {
		document := object.union(_leaver({}, {"record": {"type": type}}), {"kind": "agent"})
		rule.deny == set() with input as document with data.estate as _estate
	}
	key := object.union(_leaver({}, {}), {"kind": "agent"})
	rule.deny == {_finding} with input as key with data.estate as _estate
}

test_exactly_at_the_cutoff_is_in_time if {
	every cutoff, found in {"2026-11-20T12:00:00Z": set(), "2026-11-20T12:00:01Z": {_finding}} {
		at := fixture.limited("leaver-credential-active", "grace", cutoff)
		rule.deny == found with input as _leaver({}, {}) with data.estate as at
	}
}

test_key_without_an_account_here_violates if {
	document := fixture.subject({
		"identities": [fixture.leaver],
		"credentials": [fixture.credential({"record": {"principal": "identity:hr/main/7"}})],
	})
	found := object.union(object.remove(_finding, ["account"]), {"msg": concat("", [
		"credential:crm/main/k1 still works, and it belongs to somebody who is gone since 2026-11-20T12:00:00Z.",
	])})
	rule.deny == {found} with input as document with data.estate as _estate
	at := fixture.limited("leaver-credential-active", "grace", "2026-11-20T12:00:00Z")
	rule.deny == set() with input as document with data.estate as at
}

test_key_of_an_identity_that_disappeared_violates if {
	gone := {"id": "identity:okta/main/u9", "userName": "ana", "lastSeen": "2026-11-21T06:00:00Z"}
	document := fixture.subject({
		"unmatched": true,
		"accounts": [fixture.account({"link": {"situation": "deleted", "gone": [gone]}})],
		"credentials": [fixture.credential({})],
	})
	rule.deny == {object.union(_finding, {
		"reason": "deleted",
		"identity": "identity:okta/main/u9",
		"msg": concat("", [
			"credential:crm/main/k1 still works, and its account ",
			"belongs to identity:okta/main/u9 (ana), last seen 2026-11-21T06:00:00Z, deleted since.",
		]),
	})} with input as document
		with data.estate as _estate
}

_dormant := object.union(_finding, {
	"reason": "dormant",
	"severity": "medium",
	"msg": concat("", [
		"credential:crm/main/k1 works again as soon as its account does, and its account ",
		"belongs to somebody inactive since 2026-11-20T12:00:00Z.",
	]),
})

test_key_of_a_disabled_account_is_dormant_where_that_blocks_use if {
	off := _leaver({"record": {"status": "disabled"}}, {})
	every word in ["verified", "assumed"] {
		rule.deny == {_dormant} with input as off with data.estate as _blocking(word)
	}
	rule.deny == {_finding} with input as off with data.estate as _blocking("no")
	rule.deny == {_finding} with input as _leaver({}, {}) with data.estate as _blocking("verified")
}

_keeper(record) := fixture.owner_in(record)

_gone := _keeper({"status": "terminated", "since": "2026-11-01T12:00:00Z"})

# A machine that nobody registered, with keys that people answer for.
_kept(owners, more) := object.union(
	fixture.subject({
		"id": "account:crm/main/a7",
		"kind": "service",
		"unmatched": true,
		"accounts": [fixture.account({"link": {"situation": "unmatched"}})],
		"credentials": [fixture.credential({"owners": owners, "record": {"owners": ["ben"]}})],
	}),
	more,
)

_owner_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "owner",
	"severity": "high",
	"account": "account:crm/main/a7",
	"credential": "credential:crm/main/k1",
	"msg": concat("", [
		"credential:crm/main/k1 still works, and everybody who answers for it has gone: ",
		"let somebody take account:crm/main/a7 over, then rotate the key.",
	]),
}

test_key_whose_keeper_has_left_violates if {
	rule.deny == {_owner_finding} with input as _kept([_gone], {}) with data.estate as _estate
	undated := _keeper({"status": "terminated"})
	rule.deny == {_owner_finding} with input as _kept([undated], {}) with data.estate as _estate
}

test_key_whose_maker_has_left_violates if {
	made := fixture.credential({"owners": [_gone], "record": {"createdBy": "account:crm/main/a9"}})
	rule.deny == {object.union(_owner_finding, {"reason": "maker"})} with data.estate as _estate
		with input as _kept([], {"credentials": [made]})
}

test_many_keys_of_one_machine_are_one_finding if {
	keys := [fixture.credential({"owners": [_gone], "record": {"id": id, "owners": ["ben"]}}) |
		some id in ["credential:crm/main/k2", "credential:crm/main/k1", "credential:crm/main/k3"]
	]
	rule.deny == {object.union(_owner_finding, {"msg": concat("", [
		"credential:crm/main/k1 (with 2 more) still works, and everybody who answers for it has gone: ",
		"let somebody take account:crm/main/a7 over, then rotate the key.",
	])})} with input as _kept([], {"credentials": keys})
		with data.estate as _estate
}

test_first_advice_is_never_to_revoke_what_a_machine_uses if {
	every finding in rule.deny {
		not contains(finding.msg, "revoke")
	} with input as _kept([_gone], {})
		with data.estate as _estate
}

test_one_owner_who_is_here_is_enough if {
	rule.deny == set() with input as _kept([_gone, fixture.owner({})], {}) with data.estate as _estate
	rule.unknown == set() with input as _kept([_gone, fixture.owner({})], {}) with data.estate as _estate
	of_machine := _kept([_gone], {"owners": [fixture.owner({})]})
	rule.deny == set() with input as of_machine with data.estate as _estate
}

test_machine_with_owners_is_left_to_the_rule_about_them if {
	rule.deny == set() with input as _kept([_gone], {"owners": [_gone]}) with data.estate as _estate
	rule.unknown == set() with input as _kept([_gone], {"owners": [_gone]}) with data.estate as _estate
}

test_keeper_who_left_within_the_grace_is_being_replaced if {
	just := _keeper({"status": "terminated", "since": "2026-11-15T08:00:00Z"})
	rule.deny == set() with input as _kept([just], {}) with data.estate as _estate
}

_doubt(reason, text, more) := object.union(
	{
		"id": "credential:crm/main/k1",
		"app": "crm",
		"reason": reason,
		"account": "account:crm/main/a7",
		"credential": "credential:crm/main/k1",
		"msg": concat("", [
			"Whether credential:crm/main/k1 outlives whoever it belongs to cannot be judged: ",
			text,
			".",
		]),
	},
	more,
)

test_missing_data_is_unknown if {
	person := {"identity": "identity:hr/main/7"}
	status := "its own status is not known"
	every record in [{"status": "unknown"}, {"unknown": ["status"], "status": "revoked"}] {
		rule.deny == set() with input as _leaver({}, {"record": record}) with data.estate as _estate
		rule.unknown == {_doubt("credential-unknown", status, person)} with data.estate as _estate
			with input as _leaver({}, {"record": record})
	}
	rule.unknown == {_doubt("subject-unknown", "the status of its subject is not known", person)} with data.estate as _estate
		with input as _of(fixture.worker({"record": {"status": "unknown"}}), {}, {})
	unread := fixture.worker({"record": {"status": "terminated", "unknown": ["statusChangedAt"]}})
	rule.unknown == {_doubt("since-unread", "since when its subject is inactive could not be read", person)} with data.estate as _estate
		with input as _of(unread, {}, {})
	rule.deny == set() with input as _of(unread, {}, {}) with data.estate as _estate
}

test_keepers_of_whom_nothing_is_known_are_unknown if {
	text := "nothing is known of those who answer for it"
	nobody := fixture.owner({"resolved": false, "holders": []})
	every keeper in [nobody, _keeper({"status": "unknown"})] {
		rule.deny == set() with input as _kept([keeper], {}) with data.estate as _estate
		rule.unknown == {_doubt("owner-unknown", text, {})} with input as _kept([keeper], {}) with data.estate as _estate
	}
}

_nothing(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_untold := fixture.worker({"record": {"status": "unknown"}})

_gone_owner := fixture.owner_in({"status": "terminated", "since": "2026-10-01T12:00:00Z"})

_machine_key(key) := fixture.subject({
	"id": "account:crm/main/a7",
	"kind": "service",
	"accounts": [fixture.account({"kind": "service", "link": {"situation": "unmatched"}})],
	"credentials": [fixture.credential(key)],
})

test_what_does_not_work_leaves_no_doubt if {
	_nothing(_of(_untold, {}, {"record": {"type": "password"}}))
	_nothing(_of(_untold, {}, {"record": {"status": "revoked"}}))
	unread := fixture.worker({"record": {"status": "terminated", "unknown": ["statusChangedAt"]}})
	_nothing(_of(unread, {}, {"record": {"status": "revoked"}}))
	lost := fixture.owner({"resolved": false, "holders": []})
	_nothing(_machine_key({"record": {"status": "revoked"}, "owners": [lost]}))
	_nothing(_machine_key({"record": {"status": "revoked"}, "owners": [_gone_owner]}))
}

test_of_somebody_here_nothing_is_in_doubt if {
	_nothing(_of(fixture.worker({}), {}, {"record": {"status": "unknown"}}))
	_nothing(_of(fixture.worker({"record": {"unknown": ["statusChangedAt"]}}), {}, {}))
	_nothing(object.union(_of(fixture.worker({}), {}, {"owners": [_gone_owner]}), {"kind": "human"}))
}

test_a_consent_of_a_person_is_a_key if {
	count(rule.deny) == 1 with input as _leaver({}, {"record": {"type": "oauth-consent"}}) with data.estate as _estate
}

test_a_disputed_account_says_nothing_of_its_keys if {
	_nothing(_leaver({"link": {"situation": "disputed"}}, {}))
	_nothing(_leaver({"link": {"situation": "disputed"}}, {"record": {"status": "unknown"}}))
	late := {"situation": "deleted", "gone": [{"id": "identity:hr/main/8", "lastSeen": "2026-11-22T07:59:00Z"}]}
	rule.deny == set() with input as _leaver({"link": late}, {}) with data.estate as _estate
}

test_an_owner_of_whom_nothing_is_known_is_in_doubt if {
	document := _machine_key({"owners": [_gone_owner, fixture.owner_in({"status": "unknown"})]})
	rule.deny == set() with input as document with data.estate as _estate
	reasons := {finding.reason | some finding in rule.unknown} with input as document with data.estate as _estate
	reasons == {"owner-unknown"}
	lost := fixture.owner({"resolved": false, "holders": []})
	_nothing(_machine_key({"owners": [lost, fixture.owner({})]}))
}

test_a_key_without_owners_of_its_own_is_its_makers if {
	document := _machine_key({"record": {"owners": []}, "owners": [_gone_owner]})
	reasons := {finding.reason | some finding in rule.deny} with input as document with data.estate as _estate
	reasons == {"maker"}
}

test_keys_of_a_machine_whose_keepers_left_may_work if {
	text := "its own status is not known"
	every more in [{"type": "api-key"}, {"type": "password"}] {
		key := {"record": object.union({"status": "unknown", "owners": ["ben"]}, more), "owners": [_gone_owner]}
		rule.deny == set() with input as _machine_key(key) with data.estate as _estate
		rule.unknown == {_doubt("credential-unknown", text, {})} with input as _machine_key(key) with data.estate as _estate
	}
}

test_no_doubt_about_keys_that_ran_out_or_that_somebody_keeps if {
	over := {"record": {"status": "unknown"}, "expires": "2026-11-21T00:00:00Z"}
	_nothing(_leaver({}, over))
	_nothing(_machine_key(object.union(over, {"owners": [_gone_owner]})))
	_nothing(_machine_key({"record": {"status": "unknown"}, "owners": [_gone_owner, fixture.owner({})]}))
	_nothing(_leaver({}, {"record": {"status": "unknown", "type": "password"}}))
	rule.unknown == {_doubt("credential-unknown", "its own status is not known", {"identity": "identity:hr/main/7"})}
		with input as _leaver({}, {"record": {"status": "unknown"}, "expires": "2027-11-21T00:00:00Z"})
		with data.estate as _estate
}
