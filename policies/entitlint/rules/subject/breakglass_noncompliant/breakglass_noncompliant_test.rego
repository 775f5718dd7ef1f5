package entitlint.rules.subject.breakglass_noncompliant_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.breakglass_noncompliant as rule
import future.keywords.not

_estate := fixture.limited("breakglass-noncompliant", "test", "2026-08-24T08:00:00Z")

_finding(reason, text) := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": reason,
	"account": "account:crm/main/a7",
	"msg": concat("", ["account:crm/main/a7 ", text, " (declared in access/breakglass.yaml:1)."]),
}

_medium(finding) := object.union(finding, {"severity": "medium"})

_called := object.union(_medium(_finding("undeclared", "")), {"msg": concat("", [
	"account:crm/main/a7 is an emergency account, ",
	"and access/breakglass.yaml says neither who keeps it nor when it was tried.",
])})

_of(account, entry) := fixture.subject({"kind": "break-glass", "accounts": [object.union(
	fixture.account({"kind": "break-glass", "breakglass": fixture.breakglass(entry)}),
	account,
)]})

_undeclared(account) := fixture.subject({"kind": "break-glass", "accounts": [object.union(
	fixture.account({"kind": "break-glass"}),
	account,
)]})

_kept_by(records) := {"custodians": [object.remove(fixture.owner_in(record), ["source"]) | some record in records]}

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_found(document, finding) if {
	rule.deny == {finding} with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

_undecided(document, reason, why) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(_finding(reason, ""), {"msg": concat("", [
		"Whether account:crm/main/a7 will serve in an emergency cannot be judged: ",
		why,
		".",
	])})} with input as document
		with data.estate as _estate
}

test_one_that_is_kept_and_tried_is_clean if {
	_clean(_of({}, {}))
	_clean(_of({"record": {"mfa": {"enrolled": true}, "loginMethods": ["password", "saml"]}}, {}))
	_clean(_of({"record": {"loginMethods": []}}, {}))
	_clean(fixture.subject({"accounts": [fixture.account({"expires": "2027-01-01T00:00:00Z"})]}))
}

test_one_that_nobody_declared_violates if {
	_found(_undeclared({}), _called)
	_clean(_undeclared({"record": {"status": "disabled"}}))
	_undecided(_undeclared({"record": {"status": "unknown"}}), "account-unknown", "the status of the account is not known")
	_clean(_undeclared({"kind": "human", "record": {"status": "unknown"}}))
}

test_one_that_was_not_tried_for_long_violates if {
	untested := _medium(_finding("untested", "was last tried on 2026-08-23, so that nobody knows whether it works"))
	_found(_of({}, {"testedAt": "2026-08-23T23:59:59Z"}), untested)
	_clean(_of({}, {"testedAt": "2026-08-24T08:00:00Z"}))
}

test_one_that_nobody_keeps_any_more_violates if {
	nobody := _finding("custodians", "has no custodian who is still here")
	_found(_of({}, _kept_by([{"status": "terminated"}])), nobody)
	_found(_of({}, {"custodians": [{"ref": "person:x", "kind": "person", "resolved": false, "holders": []}]}), nobody)
	_found(_of({}, {"custodians": [{"ref": "group:okta/g", "kind": "group", "resolved": true, "holders": []}]}), nobody)
	_clean(_of({}, _kept_by([{"status": "terminated"}, {"status": "active"}])))
}

test_one_that_nobody_can_sign_in_with_violates if {
	unusable := _finding("unusable", "is an emergency account, and nobody can sign in with it")
	_found(_of({"record": {"status": "disabled"}}, {}), unusable)
	_found(_of({"expires": "2026-11-22T07:59:59Z"}, {}), unusable)
	_found(_of({"record": {"status": "disabled"}}, {"testedAt": "2026-08-23T23:59:59Z"}), unusable)
	_found(_of({"record": {"status": "disabled", "mfa": {"enrolled": false}, "loginMethods": ["saml"]}}, {}), unusable)
}

test_one_that_ends_by_itself_violates if {
	ending := _medium(_finding("ends", "is an emergency account, and ends by itself on 2027-01-31"))
	_found(_of({"expires": "2027-01-31T23:59:59Z"}, {}), ending)
	disabled := {"expires": "2027-01-31T23:59:59Z", "record": {"status": "disabled"}}
	reasons := {finding.reason | some finding in rule.deny} with input as _of(disabled, {}) with data.estate as _estate
	reasons == {"unusable"}
}

test_one_without_a_second_factor_violates if {
	_found(
		_of({"record": {"mfa": {"enrolled": false}}}, {}),
		_finding("no-mfa", "is an emergency account, and has no second factor"),
	)
}

test_one_that_needs_what_it_is_to_replace_violates if {
	_found(_of({"record": {"loginMethods": ["SAML", "oidc"]}}, {}), _finding("dependent", concat("", [
		"is an emergency account, and can be signed in with only by what it is to replace: ",
		"SAML and oidc",
	])))
}

test_missing_data_is_unknown if {
	status := _of({"record": {"status": "unknown"}}, {})
	_undecided(status, "account-unknown", "the status of the account is not known")
	keepers := _of({}, _kept_by([{"status": "terminated"}, {"status": "unknown"}]))
	_undecided(keepers, "custodians-unknown", "it is not known whether its custodians are still here")
	_clean(_of({}, _kept_by([{"status": "active"}, {"status": "unknown"}])))
	every field in ["expiresAt", "mfa", "loginMethods"] {
		unread := _of({"record": {"unknown": [field]}}, {})
		_undecided(unread, "field-unread", "how it ends or is signed in with could not be read")
	}
	rule.unknown == set() with input as _of({"record": {"status": "disabled", "unknown": ["mfa"]}}, {})
		with data.estate as _estate
}

test_one_that_was_used_since_and_not_noted_violates if {
	cutoffs := {"crm": {"breakglass-noncompliant": {"test": "2026-08-24T08:00:00Z", "review": "2026-11-21T08:00:00Z"}}}
	estate := fixture.estate_with({"cutoffs": cutoffs})
	tried := {"testedAt": "2026-11-01T23:59:59Z"}
	used := {"used": "2026-11-10T02:00:00Z"}
	told := object.union(
		_finding("used", "was used at 2026-11-10T02:00:00Z, after it was last tried, and nobody has noted why"),
		{"severity": "critical"},
	)
	rule.deny == {told} with input as _of({"activity": used}, tried) with data.estate as estate
	every activity in [
		{"used": "2026-11-01T23:59:59Z"},
		{"used": "2026-11-21T08:00:00Z"},
		{"used": "2026-11-10T23:59:59Z", "usedFrom": "2026-11-01T00:00:00Z"},
		object.union(used, {"includesFailures": true}),
		object.union(used, {"granularity": "unknown"}),
		{"never": true},
	] {
		rule.deny == set() with input as _of({"activity": activity}, tried) with data.estate as estate
	}
}

test_each_way_through_the_sign_on_depends_on_it if {
	every method in ["saml", "oidc", "oauth", "sso", "federated", "wsfed"] {
		found := rule.deny with input as _of({"record": {"loginMethods": [method]}}, {}) with data.estate as _estate
		{finding.reason | some finding in found} == {"dependent"}
	}
}

test_use_that_could_not_be_read_is_unknown if {
	every field in ["lastLoginAt", "lastUsedAt"] {
		unread := {"record": {"unknown": [field]}}
		_undecided(_of(unread, {}), "use-unread", "when it was last used could not be read")
		_clean(_of(object.union(unread, {"activity": {"never": true}}), {}))
		_found(_undeclared(unread), _called)
	}
}
