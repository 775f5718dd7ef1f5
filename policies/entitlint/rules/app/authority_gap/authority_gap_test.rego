package entitlint.rules.app.authority_gap_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.app.authority_gap as rule
import future.keywords.not

_estate(channel) := fixture.estate_with({"apps": {"crm": {"channel": channel}}})

_covers := {"users": ["create"], "groups": false, "entitlements": []}

_app(patch) := object.union(fixture.app({"covers": _covers}), patch)

_entry(patch) := object.union(
	{
		"field": "account.emails",
		"from": ["hr", "okta"],
		"level": "authoritative",
		"told": ["hr", "okta"],
		"declared": {"file": "access/authority.yaml", "line": 3},
	},
	patch,
)

_finding(id, reason, msg) := {"id": id, "app": "crm", "reason": reason, "msg": msg}

_clean(document, channel) if rule.deny == set() with input as document with data.estate as _estate(channel)

test_a_channel_that_nobody_describes_violates if {
	undeclared := object.remove(_app({}), ["covers"])
	expected := _finding("app:crm", "scope-undeclared", "The access file of crm does not say what its channel carries.")
	every channel in ["scim", "connector", "jit", "batch"] {
		rule.deny == {expected} with input as undeclared with data.estate as _estate(channel)
	}
	_clean(undeclared, "manual")
	_clean(undeclared, "none")
	_clean(object.remove(undeclared, ["declared"]), "scim")
	_clean(_app({}), "scim")
}

test_fields_that_two_systems_tell_violate_once if {
	_clean(_app({"undeclaredFields": []}), "scim")
	fields := [{"field": "account.emails", "from": ["okta"]}, {"field": "account.displayName", "from": ["okta"]}]
	msg := concat("", [
		"Nobody says whose word counts for account.emails, account.displayName of crm, ",
		"which other systems tell too.",
	])
	rule.deny == {_finding("app:crm", "fields-undeclared", msg)} with input as _app({"undeclaredFields": fields})
		with data.estate as _estate("manual")
}

test_a_word_that_is_never_told_violates if {
	msg := concat("", [
		"For account.emails of crm the word of hr, okta counts, and no source of theirs reads it ",
		"(access/authority.yaml:3).",
	])
	expected := object.union(_finding("app:crm/account.emails", "never-told", msg), {"severity": "medium"})
	rule.deny == {expected} with input as _app({"authority": [_entry({"told": []})]}) with data.estate as _estate("manual")
	advice := _app({"authority": [_entry({"told": [], "level": "advisory"})]})
	rule.deny == {object.union(expected, {"severity": "low"})} with input as advice with data.estate as _estate("manual")
	placeless := _app({"authority": [object.remove(_entry({"told": []}), ["declared"])]})
	bare := object.union(expected, {"msg": replace(msg, " (access/authority.yaml:3)", "")})
	rule.deny == {bare} with input as placeless with data.estate as _estate("manual")
}

test_a_first_word_that_is_never_told_violates if {
	msg := concat("", [
		"For account.emails of crm the word of hr counts first, and no source of it reads it ",
		"(access/authority.yaml:3).",
	])
	expected := _finding("app:crm/account.emails", "partly-told", msg)
	rule.deny == {expected} with input as _app({"authority": [_entry({"told": ["okta"]})]})
		with data.estate as _estate("manual")
}

test_an_order_of_words_is_no_contradiction if {
	_clean(_app({"authority": [_entry({}), _entry({"told": ["hr"]})]}), "manual")
}

test_nothing_is_missed_until_somebody_begins if _clean(_app({}), "manual")
