package entitlint.rules.app.scim_gap_partial_app_test

import data.entitlint.lib.fixture_test as fixture
import data.entitlint.rules.app.scim_gap_partial_app as rule
import future.keywords.not

_estate(channel) := fixture.estate_with({
	"apps": {"crm": {"channel": channel}},
	"cutoffs": {"crm": {"scim-gap-partial-app": {"tested": "2026-05-26T08:00:00Z"}}},
})

_app(users, patch) := object.union(
	fixture.app({"covers": {"users": users, "groups": true, "entitlements": ["role"]}}),
	patch,
)

_finding(reason, severity, text) := {
	"id": "app:crm",
	"app": "crm",
	"reason": reason,
	"severity": severity,
	"msg": concat("", ["The channel of crm ", text, "."]),
}

_users_only := object.remove(
	_finding("users-only", "", "carries people, and neither their groups nor their permissions"),
	["severity"],
)

_clean(document, channel) if rule.deny == set() with input as document with data.estate as _estate(channel)

test_what_is_never_disabled_violates_as_high if {
	every channel in ["scim", "connector", "jit", "batch"] {
		rule.deny == {_finding("create-only", "high", "makes accounts, and neither changes nor disables them")} with input as _app(["create"], {})
			with data.estate as _estate(channel)
	}
	rule.deny == {_finding("no-deactivate", "high", "does not disable accounts")} with input as _app(["create", "update"], {})
		with data.estate as _estate("scim")
}

test_what_is_never_made_violates_as_low if {
	text := "makes no accounts: what it is to change and disable comes another way"
	every channel in ["scim", "connector", "batch"] {
		rule.deny == {_finding("no-create", "low", text)} with input as _app(["update", "deactivate"], {})
			with data.estate as _estate(channel)
	}
	_clean(_app(["update", "deactivate"], {}), "jit")
}

test_a_channel_that_does_nothing_makes_nothing_either if {
	found := rule.deny with input as _app([], {}) with data.estate as _estate("scim")
	{one.reason | some one in found} == {"create-only"}
}

test_what_is_never_deleted_violates_where_that_is_asked_for if {
	whole := ["create", "update", "deactivate"]
	asked := object.union(_estate("scim"), {"params": {"scim-gap-partial-app": {"deletes": true}}})
	rule.deny == {_finding("no-delete", "low", "disables accounts and never deletes one")} with input as _app(whole, {})
		with data.estate as asked
	rule.deny == set() with input as _app(array.concat(whole, ["delete"]), {}) with data.estate as asked
	rule.deny == set() with input as _app(["create", "update", "delete"], {}) with data.estate as asked
	never := {_finding("no-deactivate", "high", "does not disable accounts")}
	rule.deny == never with input as _app(["create", "update"], {}) with data.estate as asked
	by_hand := object.union(asked, {"apps": {"crm": {"channel": "manual"}}})
	rule.deny == set() with input as _app(whole, {}) with data.estate as by_hand
	_clean(_app(whole, {}), "scim")
}

test_what_is_never_changed_violates if {
	expected := object.remove(_finding("no-update", "", "does not change accounts that are there"), ["severity"])
	every users in [["create", "deactivate"], ["create", "delete"]] {
		rule.deny == {expected} with input as _app(users, {}) with data.estate as _estate("scim")
	}

	# A way to disable makes up for no change.
	tried := {"fallback": {"method": "runbook", "testedAt": "2026-05-26T08:00:00Z"}}
	rule.deny == {expected} with input as _app(["create", "deactivate"], tried) with data.estate as _estate("scim")
}

test_nothing_but_people_violates if {
	people := {"covers": {"groups": false, "entitlements": []}}
	rule.deny == {_users_only} with input as _app(["create", "update", "deactivate"], people)
		with data.estate as _estate("scim")
}

test_groups_or_permissions_are_enough if {
	every covers in [{"groups": false}, {"entitlements": []}, {"groups": false, "entitlements": "all"}] {
		_clean(_app(["create", "update", "deactivate"], {"covers": covers}), "scim")
	}
}

test_flat_applications_and_directories_have_nothing_more_to_carry if {
	people := {"covers": {"groups": false, "entitlements": []}}
	whole := _app(["create", "update", "deactivate"], people)
	_clean(object.union(whole, {"flat": true}), "scim")
	_clean(object.union(whole, {"role": "directory"}), "connector")
}

test_another_way_that_was_tried_makes_up_for_it if {
	tried := {"fallback": {"method": "runbook", "testedAt": "2026-05-26T08:00:00Z"}}
	told := "does not disable accounts; runbook was tried at 2026-05-26T08:00:00Z"
	rule.deny == {_finding("no-deactivate", "low", told)} with input as _app(["create", "update"], tried)
		with data.estate as _estate("scim")
	old := {"fallback": {"method": "runbook", "testedAt": "2026-05-26T07:59:59Z"}}
	late := "does not disable accounts; runbook was tried at 2026-05-26T07:59:59Z"
	rule.deny == {_finding("no-deactivate", "high", late)} with input as _app(["create", "update"], old)
		with data.estate as _estate("scim")
	never := {"fallback": {"method": "runbook"}}
	rule.deny == {_finding("no-deactivate", "high", "does not disable accounts")} with input as _app(["create", "update"], never)
		with data.estate as _estate("scim")
}

test_an_application_without_accounts_is_clean if {
	every completeness in ["full", "asserted", "scoped"] {
		_clean(_app(["create"], {"kinds": [{"kind": "account", "completeness": completeness, "count": 0}]}), "scim")
	}
	every kinds in [
		[{"kind": "account", "completeness": "full", "count": 3}],
		[{"kind": "account", "completeness": "partial", "count": 0}],
		[{"kind": "group", "completeness": "full", "count": 0}],
	] {
		count(rule.deny) == 1 with input as _app(["create"], {"kinds": kinds}) with data.estate as _estate("scim")
	}
}

test_no_channel_and_no_declared_scope_are_clean if {
	_clean(_app(["create"], {}), "manual")
	_clean(_app(["create"], {}), "none")
	_clean(_app(["update", "deactivate"], {}), "manual")
	_clean(_app(["create", "update", "deactivate"], {"covers": {"groups": false, "entitlements": []}}), "manual")
	_clean(fixture.app({}), "scim")
}
