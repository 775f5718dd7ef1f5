package entitlint.rules.subject.sso_bypass_login_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.subject.sso_bypass_login as rule
import future.keywords.not

_estate := _with({})

_with(app) := fixture.estate_with({
	"params": {"sso-bypass-login": {"local": ["password", "social"]}},
	"apps": {"crm": object.union({"ssoRequired": true, "localLogin": "allowed"}, app)},
})

_finding := {
	"id": "account:crm/main/a7",
	"app": "crm",
	"reason": "local-login",
	"account": "account:crm/main/a7",
	"identity": "identity:hr/main/7",
	"msg": "account:crm/main/a7 can be signed in to with password, past the directory that crm demands.",
}

_of(account) := fixture.subject({
	"identities": [fixture.worker({})],
	"accounts": [object.union(fixture.account({"record": {"loginMethods": ["saml", "password"]}}), account)],
})

_clean(document) if {
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == set() with input as document with data.estate as _estate
}

test_a_password_beside_the_directory_violates if {
	rule.deny == {_finding} with input as _of({}) with data.estate as _estate
	rule.unknown == set() with input as _of({}) with data.estate as _estate
	rule.deny == {object.union(_finding, {"severity": "high"})} with input as _of({"privileged": true})
		with data.estate as _estate
}

test_all_such_ways_are_named if {
	messages := {finding.msg | some finding in rule.deny} with input as _of({"record": {"loginMethods": ["Social", "Password"]}})
		with data.estate as _estate
	messages == {"account:crm/main/a7 can be signed in to with Password and Social, past the directory that crm demands."}
}

test_a_forbidden_password_needs_no_further_word if {
	forbidden := _with({"ssoRequired": false, "localLogin": "forbidden"})
	rule.deny == {_finding} with input as _of({}) with data.estate as forbidden
}

test_what_nobody_demands_is_clean if {
	rule.deny == set() with input as _of({}) with data.estate as _with({"ssoRequired": false})
}

test_a_password_that_the_vendor_forces_is_clean if {
	forced := _with({"localLogin": "vendor-forced"})
	rule.deny == set() with input as _of({}) with data.estate as forced
	unread := _of({"record": {"unknown": ["loginMethods"]}})
	rule.unknown == set() with input as unread with data.estate as forced
}

test_emergency_accounts_are_clean_where_they_allow_it if {
	_clean(_of({"breakglass": {"allow": ["sso-bypass-login"]}}))
	_clean(_of({"kind": "break-glass"}))
	rule.deny == {_finding} with input as _of({"breakglass": {"allow": ["priv-standing-admin"]}}) with data.estate as _estate
}

test_guests_are_people_too if {
	guest := object.union(_of({"kind": "external"}), {"kind": "external"})
	rule.deny == {_finding} with input as guest with data.estate as _estate
}

test_it_does_not_matter_how_a_disabled_account_was_signed_in_to if {
	_clean(_of({"record": {"status": "disabled", "unknown": ["loginMethods"]}}))
}

test_machines_are_clean if {
	_clean(_of({"kind": "service"}))
	_clean(object.union(_of({}), {"kind": "service"}))
}

test_the_directory_alone_and_no_way_at_all_are_clean if {
	_clean(_of({"record": {"loginMethods": ["saml"]}}))
	_clean(_of({"record": {"loginMethods": []}}))
	_clean(fixture.subject({"accounts": [fixture.account({})]}))
}

test_what_cannot_be_used_is_clean if {
	_clean(_of({"record": {"status": "disabled"}}))
	_clean(_of({"record": {"status": "invited"}}))
}

test_ways_that_could_not_be_read_are_unknown if {
	document := fixture.subject({
		"identities": [fixture.worker({})],
		"accounts": [fixture.account({"record": {"unknown": ["loginMethods"]}})],
	})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "methods-unread",
		"msg": concat("", [
			"Whether account:crm/main/a7 needs the directory to sign in cannot be judged: ",
			"its ways of signing in could not be read.",
		]),
	})} with input as document
		with data.estate as _estate
}

test_an_unknown_status_is_unknown if {
	document := _of({"record": {"status": "unknown"}})
	rule.deny == set() with input as document with data.estate as _estate
	rule.unknown == {object.union(object.remove(_finding, ["identity"]), {
		"reason": "account-unknown",
		"msg": concat("", [
			"Whether it matters that account:crm/main/a7 needs no directory cannot be judged: ",
			"its status is not known.",
		]),
	})} with input as document
		with data.estate as _estate
}
