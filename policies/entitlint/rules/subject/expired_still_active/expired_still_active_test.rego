package entitlint.rules.subject.expired_still_active_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.expired_still_active as rule
import future.keywords.not

_estate := object.union(
	fixture.limited("expired-still-active", "skew", "2026-11-22T07:45:00Z"),
	{"params": {"expired-still-active": {"enforced": []}}},
)

_enforced := object.union(_estate, {"params": {"expired-still-active": {"enforced": ["crm", "okta"]}}})

_past := "2026-11-22T07:44:59Z"

_finding(reason, id, about) := object.union(
	{
		"id": id,
		"app": "crm",
		"reason": reason,
		"msg": concat("", [id, " expired at 2026-11-22T07:44:59Z and is still in effect."]),
	},
	about,
)

_account_of := {"account": "account:crm/main/a7"}

_account_finding := _finding("account", "account:crm/main/a7", _account_of)

_grant_finding := _finding("grant", "grant:crm/main/g1", object.union(_account_of, {"grant": "grant:crm/main/g1"}))

_key_finding := _finding("credential", "credential:crm/main/k1", {"credential": "credential:crm/main/k1"})

_with_account(account) := fixture.subject({"accounts": [fixture.account(account)]})

_with_grant(grant) := _with_account({"grants": [fixture.grant(grant)]})

_with_key(key) := fixture.subject({"credentials": [fixture.credential(key)]})

test_expired_account_violates if {
	rule.deny == {_account_finding} with input as _with_account({"expires": _past}) with data.estate as _estate
	rule.unknown == set() with input as _with_account({"expires": _past}) with data.estate as _estate
	critical := object.union(_account_finding, {"severity": "critical"})
	rule.deny == {critical} with input as _with_account({"expires": _past, "privileged": true}) with data.estate as _estate
}

test_expired_grant_violates if {
	rule.deny == {_grant_finding} with input as _with_grant({"expires": _past}) with data.estate as _estate
	critical := object.union(_grant_finding, {"severity": "critical"})
	rule.deny == {critical} with input as _with_grant({"expires": _past, "privileged": true}) with data.estate as _estate
}

test_grant_without_effect_is_clean if {
	denying := _with_grant({"expires": _past, "record": {"effect": "deny"}})
	rule.deny == set() with input as denying with data.estate as _estate
	declared := object.remove(
		fixture.grant({"expires": _past, "declared": {"file": "access/roles/sales.yaml", "line": 12}}),
		["observed"],
	)
	rule.deny == set() with input as _with_account({"grants": [declared]}) with data.estate as _estate
}

test_expired_membership_violates if {
	membership := {
		"id": "membership:crm/main/m1",
		"group": "group:crm/main/g9",
		"system": "crm",
		"expires": _past,
		"observedAt": fixture.now,
	}
	rule.deny == {_finding("membership", "membership:crm/main/m1", _account_of)} with data.estate as _estate
		with input as _with_account({"memberships": [membership]})
}

test_expired_credential_violates if {
	rule.deny == {_key_finding} with input as _with_key({"expires": _past}) with data.estate as _estate
	every status in ["expired", "disabled", "revoked", "deleted"] {
		document := _with_key({"expires": _past, "record": {"status": status}})
		rule.deny == set() with input as document with data.estate as _estate
	}
}

test_expired_identity_violates if {
	document := fixture.subject({"identities": [fixture.user({"expires": _past})]})
	found := object.union(
		_finding("identity", "identity:okta/main/u7", {"identity": "identity:okta/main/u7"}),
		{"app": "okta"},
	)
	rule.deny == {found} with input as document with data.estate as _estate
	privileged := object.union(document, {"accounts": [fixture.account({"privileged": true})]})
	rule.deny == {object.union(found, {"severity": "critical"})} with input as privileged with data.estate as _estate
	gone := fixture.subject({"identities": [fixture.user({"expires": _past, "record": {"status": "disabled"}})]})
	rule.deny == set() with input as gone with data.estate as _estate
}

test_expired_registry_entry_violates_while_something_works if {
	account := fixture.machine({"registry": {"expires": _past}})
	found := _finding("registry", "nhi:ci", {})
	rule.deny == {found} with input as account with data.estate as _estate
	key := object.union(account, {"accounts": [], "credentials": [fixture.credential({})]})
	rule.deny == {found} with input as key with data.estate as _estate
	nothing := object.union(account, {"accounts": []})
	rule.deny == set() with input as nothing with data.estate as _estate
}

test_exactly_at_the_cutoff_is_in_time if {
	rule.deny == set() with input as _with_account({"expires": "2026-11-22T07:45:00Z"}) with data.estate as _estate
	rule.deny == set() with input as _with_grant({"expires": "2026-11-22T07:45:00Z"}) with data.estate as _estate
}

test_system_that_enforces_expiry_is_clean if {
	rule.deny == set() with input as _with_account({"expires": _past}) with data.estate as _enforced
	rule.deny == set() with input as _with_grant({"expires": _past}) with data.estate as _enforced
	rule.deny == set() with input as _with_key({"expires": _past}) with data.estate as _enforced
}

test_what_cannot_be_used_is_clean if {
	rule.deny == set() with input as _with_account({"expires": _past, "record": {"status": "disabled"}})
		with data.estate as _estate
}

_undecided(document, id, reason, text) if {
	rule.deny == set() with input as document with data.estate as _estate
	{[finding.id, finding.reason, finding.msg] | some finding in rule.unknown} == {[
		id,
		reason,
		concat("", ["Whether ", id, " outlives its end cannot be judged: ", text, "."]),
	]} with input as document with data.estate as _estate
}

test_missing_status_is_unknown if {
	text := "the status of the account is not known"
	unknown_status := {"record": {"status": "unknown"}}
	account := _with_account(object.union({"expires": _past}, unknown_status))
	_undecided(account, "account:crm/main/a7", "account-unknown", text)
	grants := {"grants": [fixture.grant({"expires": _past})]}
	_undecided(_with_account(object.union(grants, unknown_status)), "account:crm/main/a7", "account-unknown", text)
	its_own := "its status is not known"
	key := _with_key(object.union({"expires": _past}, unknown_status))
	_undecided(key, "credential:crm/main/k1", "status-unknown", its_own)
	identity := fixture.user(object.union({"expires": _past}, unknown_status))
	_undecided(fixture.subject({"identities": [identity]}), "identity:okta/main/u7", "status-unknown", its_own)
}

test_unread_end_is_unknown if {
	text := "its end could not be read"
	unread := {"record": {"unknown": ["expiresAt"]}}
	_undecided(_with_account(unread), "account:crm/main/a7", "expiry-unread", text)
	_undecided(_with_grant(unread), "grant:crm/main/g1", "expiry-unread", text)
	_undecided(_with_key(unread), "credential:crm/main/k1", "expiry-unread", text)
	identity := fixture.subject({"identities": [fixture.user(unread)]})
	_undecided(identity, "identity:okta/main/u7", "expiry-unread", text)
}

test_unknown_names_what_it_rests_on if {
	document := _with_grant({"record": {"unknown": ["expiresAt"]}})
	rule.unknown == {{
		"id": "grant:crm/main/g1",
		"app": "crm",
		"reason": "expiry-unread",
		"account": "account:crm/main/a7",
		"grant": "grant:crm/main/g1",
		"msg": "Whether grant:crm/main/g1 outlives its end cannot be judged: its end could not be read.",
	}} with input as document
		with data.estate as _estate
}

_nothing(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_later := "2027-11-22T08:00:00Z"

_member(expires) := {
	"id": "membership:crm/main/m1",
	"group": "group:crm/main/g9",
	"system": "crm",
	"expires": expires,
	"observedAt": fixture.now,
}

test_what_has_not_ended_is_clean if {
	_nothing(fixture.subject({"identities": [fixture.user({"expires": _later})]}))
	_nothing(fixture.machine({"registry": {"expires": _later}}))
	_nothing(_with_account({"memberships": [_member(_later)]}))
	unknown_status := {"record": {"status": "unknown"}, "expires": _later}
	_nothing(_with_account(unknown_status))
	_nothing(_with_key(unknown_status))
	_nothing(fixture.subject({"identities": [fixture.user(unknown_status)]}))
}

test_what_is_off_needs_no_end if {
	off := {"record": {"status": "disabled", "unknown": ["expiresAt"]}}
	_nothing(_with_account(off))
	_nothing(_with_key(off))
	_nothing(fixture.subject({"identities": [fixture.user(off)]}))
	_nothing(_with_account({"record": {"status": "disabled"}, "memberships": [_member(_past)]}))
	_nothing(_with_account({
		"record": {"status": "disabled"},
		"grants": [fixture.grant({"record": {"unknown": ["expiresAt"]}})],
	}))
	ended := {"registry": {"expires": _past}, "accounts": []}
	_nothing(fixture.machine(object.union(ended, {"accounts": [fixture.account({"record": {"status": "disabled"}})]})))
	_nothing(fixture.machine(object.union(ended, {"credentials": [fixture.credential({"record": {"status": "revoked"}})]})))
}

test_what_gives_nothing_leaves_no_doubt if {
	unknown_status := {"record": {"status": "unknown"}}
	denied := fixture.grant({"expires": _past, "record": {"effect": "deny"}})
	_nothing(_with_account(object.union(unknown_status, {"grants": [denied]})))
	declared := object.remove(fixture.grant({"expires": _past}), ["observed"])
	_nothing(_with_account(object.union(unknown_status, {"grants": [declared]})))
}

_aged(limit) := fixture.ageing(_estate, "expired-still-active", "high", limit)

_overdue(from, to, since) := fixture.lasted("expired-still-active", from, to, since)

test_what_lasts_becomes_graver if {
	document := _with_account({"expires": _past})
	raised := object.union(_account_finding, _overdue("high", "critical", "since 2026-11-22T07:44:59Z"))
	rule.deny == {raised} with input as document with data.estate as _aged("2026-11-22T07:45:00Z")
	rule.deny == {_account_finding} with input as document with data.estate as _aged("2026-11-22T07:44:59Z")
}

test_expired_membership_of_an_account_that_may_be_off_is_unknown if {
	membership := {
		"id": "membership:crm/main/m1",
		"group": "group:crm/main/g9",
		"system": "crm",
		"expires": _past,
		"observedAt": fixture.now,
	}
	document := _with_account({"record": {"status": "unknown"}, "memberships": [membership]})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_account_finding, {
		"reason": "account-unknown",
		"msg": "Whether account:crm/main/a7 outlives its end cannot be judged: the status of the account is not known.",
	})} with input as document
		with data.estate as _estate
}

test_expired_registry_of_what_may_work_is_unknown if {
	over := {"registry": {"expires": _past}}
	off := fixture.account({"kind": "service", "link": {"by": "registry"}, "record": {"status": "disabled"}})
	untold := fixture.account({"kind": "service", "link": {"by": "registry"}, "record": {"status": "unknown"}})
	every more in [
		{"accounts": [untold]},
		{"accounts": [off], "credentials": [fixture.credential({"record": {"status": "unknown"}})]},
	] {
		document := fixture.machine(object.union(over, more))
		rule.deny == set() with input as document with data.estate as _estate
		rule.unknown == {{
			"id": "nhi:ci",
			"app": "crm",
			"reason": "use-unknown",
			"msg": "Whether nhi:ci outlives its end cannot be judged: nothing tells whether its accounts and keys work.",
		}} with input as document
			with data.estate as _estate
	}
	used := fixture.machine(object.union(over, {"accounts": [untold, fixture.account({})]}))
	rule.unknown == set() with input as used with data.estate as _estate
	count(rule.deny) == 1 with input as used with data.estate as _estate
	rule.unknown == set() with input as fixture.machine({"accounts": [untold]}) with data.estate as _estate
	rule.unknown == set() with input as fixture.machine(object.union(over, {"accounts": [off]})) with data.estate as _estate
}
